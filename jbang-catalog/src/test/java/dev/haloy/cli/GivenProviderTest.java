package dev.haloy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haloy.secret.Secret;
import dev.haloy.secret.SecretRef;
import dev.haloy.secret.provider.NamedProvider;
import dev.haloy.world.Environment;
import dev.haloy.world.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GivenProviderTest {
    @TempDir
    Path folder;

    @Test
    void a_file_is_found_from_the_working_directory() throws Exception {
        Files.writeString(folder.resolve("s.yaml"), "db: {url: s3cret}\n");

        NamedProvider provider = GivenProvider.parse("vault=file:s.yaml", world());

        assertThat(provider.find(new SecretRef("vault", "db.url"))).contains(Secret.of("s3cret"));
    }

    @Test
    void a_folder_has_a_file_for_each_secret() throws Exception {
        Files.writeString(folder.resolve("db"), "s3cret\n");

        NamedProvider provider = GivenProvider.parse("vault = folder:.", world());

        assertThat(provider.name()).isEqualTo("vault");
        assertThat(provider.find(new SecretRef("vault", "db"))).contains(Secret.of("s3cret"));
    }

    @Test
    void anything_else_is_a_command_with_or_without_saying_so() {
        assertThat(GivenProvider.parse("vault=./read --raw", world())).hasToString("vault=./read");
        assertThat(GivenProvider.parse("vault=command:./read --raw", world())).hasToString("vault=./read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "vault", "=./read", "vault=", "vault=command:", "vault=file:s.txt", "vault=file:"})
    void what_cannot_be_meant_is_wrong_usage(String option) {
        assertThatThrownBy(() -> GivenProvider.parse(option, world()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("NAME=COMMAND");
    }

    private World world() {
        return World.builder()
                .environment(new Environment(Map.of(), folder, folder))
                .build();
    }
}
