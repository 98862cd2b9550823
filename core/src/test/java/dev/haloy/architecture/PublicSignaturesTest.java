package dev.haloy.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PublicSignaturesTest {
    @Test
    void users_see_only_our_own_types_and_those_of_the_jdk() {
        assertThat(publicTypes().flatMap(PublicSignaturesTest::foreign)).isEmpty();
    }

    /** A helper that is not for users does show a library's type: without this nobody would notice a blind rule. */
    @Test
    void a_type_of_a_library_would_be_noticed() {
        assertThat(foreign(Core.CLASSES.get("dev.haloy.internal.json.Json"))).isNotEmpty();
    }

    private static Stream<JavaClass> publicTypes() {
        return Core.CLASSES.stream()
                .filter(type -> !type.getPackageName().startsWith("dev.haloy.internal"))
                .filter(PublicSignaturesTest::isPublic);
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(PublicSignaturesTest::isPublic).orElse(true);
    }

    private static Stream<String> foreign(JavaClass type) {
        Stream<String> parents = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream())
                .filter(PublicSignaturesTest::isForeign)
                .map(parent -> type.getName() + " extends " + parent.getName());
        Stream<String> members = Stream.concat(
                type.getFields().stream().filter(PublicSignaturesTest::isSeen).flatMap(PublicSignaturesTest::foreign),
                type.getCodeUnits().stream()
                        .filter(PublicSignaturesTest::isSeen)
                        .flatMap(PublicSignaturesTest::foreign));
        return Stream.concat(parents, members);
    }

    private static Stream<String> foreign(JavaField field) {
        return Stream.of(field.getType())
                .filter(PublicSignaturesTest::isForeign)
                .map(type -> field.getFullName() + " is a " + type.getName());
    }

    private static Stream<String> foreign(JavaCodeUnit unit) {
        List<? extends JavaType> exceptions = unit.getThrowsClause().getTypes();
        return Stream.of(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream(), exceptions.stream())
                .flatMap(types -> types)
                .filter(PublicSignaturesTest::isForeign)
                .map(type -> unit.getFullName() + " shows " + type.getName());
    }

    private static boolean isSeen(JavaField field) {
        return isSeen(field.getModifiers());
    }

    private static boolean isSeen(JavaCodeUnit unit) {
        return isSeen(unit.getModifiers());
    }

    private static boolean isSeen(Set<JavaModifier> modifiers) {
        return !modifiers.contains(JavaModifier.SYNTHETIC)
                && (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED));
    }

    /** Anything else, also as a type argument: libraries, generated builders, helpers of ours that are not for users. */
    private static boolean isForeign(JavaType type) {
        return type.getAllInvolvedRawTypes().stream()
                .map(JavaClass::getBaseComponentType)
                .anyMatch(raw -> !raw.isPrimitive()
                        && !raw.getPackageName().matches("javax?\\..*")
                        && !(raw.getPackageName().startsWith("dev.haloy.")
                                && !raw.getPackageName().startsWith("dev.haloy.internal")
                                && !raw.getSimpleName().startsWith("Immutable")
                                && isPublic(raw)));
    }
}
