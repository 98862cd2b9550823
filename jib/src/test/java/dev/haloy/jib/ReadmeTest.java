package dev.haloy.jib;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.Haloy;
import dev.haloy.deploy.DeployResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    /** What the README shows; it is compiled here. */
    static DeployResult shown() {
        JavaImage image = JavaImage.of(Path.of("target/my-app.jar")).base(Path.of("java-17.tar"));
        return Haloy.load("haloy.yaml").withImage("my-app", image).allTargets().deploy();
    }

    @Test
    void the_snippet_of_the_readme_is_compiled() throws IOException {
        String snippet = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.joining());

        assertThat(squeezed(Files.readString(Path.of("src/test/java/dev/haloy/jib/ReadmeTest.java"))))
                .contains(squeezed(snippet).replace("Haloy.load", "returnHaloy.load"));
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s+", "");
    }
}
