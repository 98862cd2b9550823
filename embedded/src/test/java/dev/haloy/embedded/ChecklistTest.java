package dev.haloy.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The README says which test holds what; so there must be such a test. */
class ChecklistTest {
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

    static Stream<String> named() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        return NAMED.matcher(readme).results().map(MatchResult::group).map(name -> name.replace("`", ""));
    }

    @ParameterizedTest
    @MethodSource("named")
    void every_test_that_the_readme_names_exists(String name) throws ClassNotFoundException {
        int dot = name.indexOf('.');

        assertThat(Arrays.stream(test(name.substring(0, dot)).getDeclaredMethods()))
                .anyMatch(method -> method.getName().equals(name.substring(dot + 1)));
    }

    private static Class<?> test(String simpleName) throws ClassNotFoundException {
        try {
            return Class.forName("dev.haloy.embedded." + simpleName);
        } catch (ClassNotFoundException elsewhere) {
            return Class.forName("dev.haloy.embedded.http." + simpleName);
        }
    }
}
