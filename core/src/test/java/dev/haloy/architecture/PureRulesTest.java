package dev.haloy.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The state of a run and the verdict are computed from facts alone. */
class PureRulesTest {
    private static final List<String> FOLD = List.of(
            "RunState",
            "RunRules",
            "RunSpec",
            "LookRules",
            "TimeRules",
            "WaveRules",
            "Layout",
            "Course",
            "Failures",
            "GateFact",
            "TargetRules",
            "TargetState",
            "ServerState",
            "ImageRules",
            "ImageSpec",
            "ImageState",
            "Fact",
            "Activity",
            "HookRef",
            "HookLists",
            "AfterRules",
            "Compensation",
            "WayBack",
            "EarlierVersion",
            "OnFailure",
            "Outcomes");

    private static final DescribedPredicate<JavaClass> PURE = DescribedPredicate.describe(
            "are part of the fold or of the verdict",
            type -> type.getPackageName().equals("dev.haloy.verdict")
                    || (type.getPackageName().equals("dev.haloy.deploy")
                            && FOLD.contains(Core.top(type).getSimpleName())));

    private static final DescribedPredicate<JavaClass> OUTSIDE = DescribedPredicate.describe(
            "reach outside",
            type -> type.getPackageName().startsWith("dev.haloy.world")
                    || type.getPackageName().startsWith("java.net")
                    || type.getPackageName().startsWith("java.io")
                    || type.getPackageName().startsWith("java.nio")
                    || type.getPackageName().startsWith("java.util.concurrent")
                    || type.getPackageName().startsWith("java.util.random")
                    || List.of(
                                    "java.lang.Thread",
                                    "java.lang.Process",
                                    "java.util.Random",
                                    "java.time.Clock",
                                    "java.time.InstantSource",
                                    "dev.haloy.client.ServerClient",
                                    "dev.haloy.client.EntryStream")
                            .contains(type.getName()));

    @Test
    void the_rules_use_nothing_outside_the_program() {
        noClasses().that(PURE).should().dependOnClassesThat(OUTSIDE).check(Core.CLASSES);
    }
}
