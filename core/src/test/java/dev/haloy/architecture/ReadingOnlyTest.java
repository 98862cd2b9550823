package dev.haloy.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What makes a plan has nothing at hand that could change a server. */
class ReadingOnlyTest {
    private static final DescribedPredicate<JavaClass> LOOKS = DescribedPredicate.describe(
            "look at servers for a plan",
            type -> List.of("Looking", "Plans", "Comparison", "WayBack", "Chronicle")
                            .contains(Core.top(type).getSimpleName())
                    && type.getPackageName().equals("dev.haloy.deploy"));

    private static final DescribedPredicate<JavaClass> READS = DescribedPredicate.describe(
            "are the client that only reads", type -> Core.top(type).getName().equals("dev.haloy.client.ServerReader"));

    private static final DescribedPredicate<JavaClass> CHANGES = DescribedPredicate.describe(
            "can change a server",
            type -> List.of("ServerClient", "ServerHistory", "ImageRoutes", "RegistryClient", "DeployBody", "LoginBody")
                    .contains(Core.top(type).getSimpleName()));

    private static final DescribedPredicate<JavaAccess<?>> SENDS = DescribedPredicate.describe(
            "a request other than GET",
            access -> access.getTargetOwner().isEquivalentTo(HttpRequest.Builder.class)
                            && List.of("POST", "PUT", "DELETE", "method").contains(access.getName())
                    || access.getTargetOwner().getSimpleName().equals("ServerCalls")
                            && List.of("post", "upload", "tunnel").contains(access.getName()));

    @Test
    void a_plan_is_made_without_anything_that_changes_a_server() {
        noClasses().that(LOOKS).should().dependOnClassesThat(CHANGES).check(Core.CLASSES);
        noClasses().that(READS).should().dependOnClassesThat(CHANGES).check(Core.CLASSES);
    }

    @Test
    void the_reading_client_sends_nothing_but_questions() {
        noClasses().that(READS).should().accessTargetWhere(SENDS).check(Core.CLASSES);
    }
}
