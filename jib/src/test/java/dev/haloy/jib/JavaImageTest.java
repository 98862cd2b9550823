package dev.haloy.jib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.haloy.deploy.DeployResult;
import dev.haloy.embedded.docker.LoadedImage;
import dev.haloy.image.Digest;
import dev.haloy.image.ImageException;
import dev.haloy.testkit.HaloyServers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaImageTest {
    @TempDir
    Path folder;

    private Path base = Path.of("");

    @BeforeEach
    void base() throws IOException {
        Path java = Files.writeString(folder.resolve("java"), "#!/bin/sh\necho no real Java\n");
        base = new BaseImage().with("java/bin/java", java).writeTo(folder.resolve("base.tar"));
    }

    private JavaApplication of(Path content) {
        return JavaImage.of(content).cache(folder.resolve("cache"));
    }

    private static String config(JavaImage image) throws IOException {
        try (InputStream in = image.open()) {
            String archive = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            int start = archive.indexOf("{\"created\"");
            return archive.substring(start, archive.indexOf('\0', start));
        }
    }

    @Test
    void a_jar_is_run_as_it_is() throws IOException {
        JavaImage image = of(Application.jar(folder, "Hello"))
                .jvmFlags("-Xmx64m")
                .arguments("to", "all")
                .base(base);

        assertThat(image.layers()).hasSize(2);
        assertThat(config(image))
                .contains("\"Entrypoint\":[\"java\",\"-Xmx64m\",\"-jar\",\"/app/application.jar\",\"to\",\"all\"]")
                .contains("PATH=/java/bin");
    }

    @Test
    void a_folder_of_classes_runs_its_only_main_class() throws IOException {
        JavaImage image = of(Application.classes(folder, "Hello")).base(base);

        assertThat(config(image)).contains("\"Entrypoint\":[\"java\",\"-cp\",\"/app/classes\",\"Hello\"]");
    }

    @Test
    void libraries_have_a_layer_of_their_own_that_stays_when_the_application_changes() throws IOException {
        Path library = Application.jar(Files.createDirectory(folder.resolve("lib")), "Library");
        Path renamed = Files.move(library, library.resolveSibling("library.jar"));
        JavaImage before =
                of(Application.jar(folder, "Hello")).libraries(List.of(renamed)).base(base);
        String config = config(before);
        JavaImage after = of(Application.jar(folder, "Hello", "Other"))
                .libraries(List.of(renamed))
                .base(base);

        assertThat(before.layers()).hasSize(3);
        assertThat(after.layers().subList(0, 2)).isEqualTo(before.layers().subList(0, 2));
        assertThat(after.layers().get(2)).isNotEqualTo(before.layers().get(2));
        assertThat(config).contains("\"-cp\",\"/app/application.jar:/app/libraries/library.jar\",\"Hello\"");
    }

    @Test
    void the_same_application_gives_the_same_image_at_any_time_and_with_any_cache() throws IOException {
        Path jar = Application.jar(folder, "Hello");
        JavaImage first = of(jar).base(base);
        Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2001-02-03T04:05:06Z")));

        JavaImage second = JavaImage.of(jar).cache(folder.resolve("another")).base(base);

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.layers()).isEqualTo(first.layers());
    }

    @Test
    void what_changed_meanwhile_is_not_sent_under_the_old_id() throws IOException {
        Path jar = Application.jar(folder, "Hello");
        JavaImage image = of(jar).base(base);
        Files.write(jar, new byte[] {0}, StandardOpenOption.APPEND);

        assertThatIOException().isThrownBy(image::open).withMessageContaining("have changed");
    }

    @Test
    void nothing_lies_around_but_the_cache() throws IOException {
        JavaImage image = of(Application.jar(folder, "Hello")).base(base);
        image.open().close();

        try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.endsWith(".tar"));
        }
    }

    @Test
    void it_reaches_every_server_without_docker_and_is_not_sent_twice() throws IOException {
        JavaImage image = of(Application.jar(folder, "Hello")).base(base);
        try (HaloyServers servers = HaloyServers.of("prod.haloy.com", "staging.haloy.com")) {
            Path config = Files.writeString(folder.resolve("haloy.yaml"), """
                    name: my-app
                    image: {repository: my-app, builder: {push: server}}
                    targets:
                      production: {server: prod.haloy.com}
                      staging: {server: staging.haloy.com}
                    """);

            DeployResult result =
                    servers.load(config).withImage("my-app", image).allTargets().deploy();

            assertThat(result.bytesSent()).isPositive();
            for (String server : List.of("prod.haloy.com", "staging.haloy.com")) {
                LoadedImage loaded = servers.at(server).storage().images().get("my-app:latest");
                assertThat(loaded.layers())
                        .isEqualTo(image.layers().stream().map(Digest::text).toList());
                assertThat(loaded.config()).isEqualTo(image.id().toString());
            }
            assertThat(servers.load(config)
                            .withImage("my-app", image)
                            .allTargets()
                            .deploy()
                            .bytesSent())
                    .isZero();
        }
    }

    @Test
    void what_cannot_become_an_image_is_told_with_what_to_do() throws IOException {
        assertRefused(of(folder.resolve("none.jar")), "none.jar; build the application first");
        assertRefused(of(Application.jar(folder)), "names no Main-Class; say which one with mainClass(..)");
        assertRefused(of(Application.classes(folder, "One", "Two")), "can be run: One, Two; say which one");
        assertRefused(of(Files.createDirectory(folder.resolve("empty"))), "has a main method");
        assertRefused(of(Files.writeString(folder.resolve("text.jar"), "hello")), "cannot be read");
        Path jar = Application.jar(folder, "Hello");
        assertRefused(of(jar).libraries(List.of(folder.resolve("none.jar"))), "none.jar is no file");
        assertRefused(of(jar).libraries(List.of(jar, jar)), "not the only one of this name");
        assertRefused(of(jar).named("No Name"), "'No Name' is no name of an image");
    }

    private void assertRefused(JavaApplication application, String why) {
        assertThatExceptionOfType(ImageException.class)
                .isThrownBy(() -> application.base(base))
                .withMessageContaining(why);
    }

    @Test
    void a_base_that_is_none_is_told_by_its_file() throws IOException {
        Path jar = Application.jar(folder, "Hello");
        Path none = folder.resolve("none.tar");
        Path text = Files.writeString(folder.resolve("text.tar"), "hello");

        assertThatExceptionOfType(ImageException.class)
                .isThrownBy(() -> of(jar).base(none))
                .withMessageContainingAll("none.tar", "docker save");
        assertThatExceptionOfType(ImageException.class)
                .isThrownBy(() -> of(jar).base(text))
                .withMessageContainingAll("text.tar", "cannot be made");
    }
}
