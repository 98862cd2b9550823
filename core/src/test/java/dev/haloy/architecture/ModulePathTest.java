package dev.haloy.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import java.io.File;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** On the class path everything is visible; users who put us on the module path see only what libraries export. */
class ModulePathTest {
    @Test
    void nothing_is_used_that_a_library_does_not_export() {
        Set<String> hidden = libraries().flatMap(ModulePathTest::hidden).collect(Collectors.toSet());

        assertThat(hidden).contains("org.snakeyaml.engine.v2.api.lowlevel");
        assertThat(Core.CLASSES.stream()
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .filter(dependency ->
                                hidden.contains(dependency.getTargetClass().getPackageName()))
                        .map(Dependency::getDescription))
                .isEmpty();
    }

    private static Stream<ModuleDescriptor> libraries() {
        Path[] jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .map(Path::of)
                .toArray(Path[]::new);
        return ModuleFinder.of(jars).findAll().stream()
                .map(module -> module.descriptor())
                .filter(module -> !module.isAutomatic());
    }

    private static Stream<String> hidden(ModuleDescriptor library) {
        Set<String> exported = library.exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
        return library.packages().stream().filter(name -> !exported.contains(name));
    }
}
