package dev.haloy.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PackagesTest {
    private static final String INTERNAL = "dev.haloy.internal";

    /** Each may use only those before it. Providers come before resolving, which fills values in with their help. */
    private static final List<String> ORDER = List.of(
            "dev.haloy.error",
            "dev.haloy.world",
            "dev.haloy.lock",
            "dev.haloy.secret",
            "dev.haloy.config",
            "dev.haloy.secret.provider",
            "dev.haloy.resolve",
            "dev.haloy.client",
            "dev.haloy.image",
            "dev.haloy.verdict",
            "dev.haloy.deploy",
            "dev.haloy.operate");

    static Stream<String> ordered() {
        return ORDER.stream();
    }

    @ParameterizedTest
    @MethodSource("ordered")
    void a_package_uses_only_those_before_it(String name) {
        Set<String> after = ORDER.stream().skip(ORDER.indexOf(name) + 1L).collect(Collectors.toSet());
        noClasses()
                .that()
                .resideInAPackage(name)
                .should()
                .dependOnClassesThat(in(after))
                .allowEmptyShould(true)
                .check(Core.CLASSES);
    }

    @Test
    void internal_packages_use_only_errors_secrets_and_the_world() {
        Set<String> forbidden = ORDER.stream().skip(3).collect(Collectors.toSet());
        noClasses()
                .that()
                .resideInAPackage(INTERNAL + "..")
                .should()
                .dependOnClassesThat(in(forbidden))
                .check(Core.CLASSES);
    }

    @Test
    void packages_do_not_depend_on_each_other_in_a_circle() {
        slices().matching("dev.haloy.(**)").should().beFreeOfCycles().check(Core.CLASSES);
    }

    @Test
    void every_package_has_its_place_in_the_order() {
        assertThat(Core.CLASSES.stream().map(JavaClass::getPackageName).filter(name -> !name.startsWith(INTERNAL)))
                .isSubsetOf(ORDER);
    }

    private static DescribedPredicate<JavaClass> in(Set<String> packages) {
        return DescribedPredicate.describe(
                "are in one of " + packages, type -> packages.contains(type.getPackageName()));
    }
}
