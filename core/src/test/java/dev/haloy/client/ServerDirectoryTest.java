package dev.haloy.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.haloy.config.ConfigException;
import dev.haloy.config.ServerAddress;
import dev.haloy.secret.Secret;
import dev.haloy.world.Environment;
import dev.haloy.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerDirectoryTest {
    private static final ServerAddress QUAY = ServerAddress.parse("quay.example.net");

    @TempDir
    Path scratch;

    private Path client;

    @BeforeEach
    void chooseDirectory() {
        client = scratch.resolve("client");
    }

    @ParameterizedTest
    @CsvSource({
        "prod.haloy.com, HALOY_API_TOKEN_PROD_HALOY_COM",
        "localhost, HALOY_API_TOKEN_LOCALHOST",
        "host:9922, HALOY_API_TOKEN_HOST_9922",
        "[::1]:80, HALOY_API_TOKEN__1_80"
    })
    void the_variable_of_a_server_is_named_as_the_original_does(String address, String variable) {
        assertThat(TokenVariable.of(ServerAddress.parse(address))).isEqualTo(variable);
    }

    @Test
    void a_server_that_was_added_has_its_token() {
        directory(Map.of()).add(QUAY, Secret.of("t1"), false);

        assertThat(directory(Map.of()).token(QUAY)).isEqualTo(Secret.of("t1"));
        assertThat(directory(Map.of()).list())
                .containsExactly(new ServerDirectory.Entry(
                        QUAY,
                        "quay.example.net",
                        Optional.of("HALOY_API_TOKEN_QUAY_EXAMPLE_NET"),
                        Optional.empty(),
                        true));
    }

    @Test
    void only_the_owner_can_read_what_was_written_even_if_others_could_before() throws IOException {
        assumeTrue(scratch.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Files.createDirectories(client);
        Files.writeString(client.resolve(".env"), "OTHER=1\n");
        Files.setPosixFilePermissions(client.resolve(".env"), PosixFilePermissions.fromString("rw-r--r--"));

        directory(Map.of()).add(QUAY, Secret.of("t1"), false);

        for (String file : new String[] {".env", "client.yaml"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(client.resolve(file))))
                    .isEqualTo("rw-------");
        }
        try (var files = Files.list(client)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void a_known_server_keeps_its_token_unless_forced() {
        ServerDirectory directory = directory(Map.of());
        directory.add(QUAY, Secret.of("t1"), false);

        assertThatThrownBy(
                        () -> directory.add(ServerAddress.parse("https://QUAY.example.net/"), Secret.of("t2"), false))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("known already");
        assertThat(directory(Map.of()).token(QUAY)).isEqualTo(Secret.of("t1"));

        directory.add(QUAY, Secret.of("t2"), true);
        assertThat(directory(Map.of()).token(QUAY)).isEqualTo(Secret.of("t2"));
        assertThat(directory.list()).hasSize(1);
    }

    @Test
    void two_servers_whose_variables_would_be_the_same_get_two() {
        ServerDirectory directory = directory(Map.of());
        ServerAddress dotted = ServerAddress.parse("a.b.com");
        ServerAddress hyphened = ServerAddress.parse("a-b.com");
        directory.add(dotted, Secret.of("t1"), false);
        directory.add(hyphened, Secret.of("t2"), false);
        directory.delete(dotted);

        assertThat(directory(Map.of()).token(hyphened)).isEqualTo(Secret.of("t2"));
        assertThat(directory.list())
                .extracting(ServerDirectory.Entry::tokenVariable)
                .containsExactly(Optional.of("HALOY_API_TOKEN_A_B_COM_2"));
    }

    @Test
    void deleting_keeps_everything_else_as_it_was() throws IOException {
        Files.createDirectories(client);
        Files.writeString(client.resolve(".env"), "# tokens\nOTHER=007 # note\nQ=\"t1\"\n");
        Files.writeString(
                client.resolve("client.yaml"),
                "# servers\nservers:\n  quay.example.net:\n    token_env: Q\n  x.example.net:\n    token_env: OTHER\n");

        assertThat(directory(Map.of()).delete(QUAY)).isTrue();

        assertThat(client.resolve(".env")).hasContent("# tokens\nOTHER=007 # note\n");
        assertThat(client.resolve("client.yaml"))
                .hasContent("# servers\nservers:\n  x.example.net:\n    token_env: OTHER\n");
        assertThat(directory(Map.of()).delete(QUAY)).isFalse();
    }

    @Test
    void the_shared_token_is_the_last_resort_and_can_be_ruled_out() {
        ServerDirectory directory = directory(Map.of("HALOY_API_TOKEN", "t0"));

        assertThat(directory.token(QUAY)).isEqualTo(Secret.of("t0"));
        assertThatThrownBy(() -> directory.withoutSharedToken().token(QUAY))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("haloy server add quay.example.net <token>");
    }

    @Test
    void a_missing_token_says_how_far_the_search_came() {
        directory(Map.of()).add(ServerAddress.parse("other.example.net"), Secret.of("t1"), false);

        assertThatThrownBy(() -> directory(Map.of()).token(QUAY))
                .hasMessageContaining("not among the known servers")
                .hasMessageNotContaining("t1");
    }

    @Test
    void a_broken_list_of_servers_is_an_error_and_stays_as_it_is() throws IOException {
        Files.createDirectories(client);
        Files.writeString(client.resolve("client.yaml"), "servers: [\n");

        assertThatThrownBy(() -> directory(Map.of()).add(QUAY, Secret.of("t1"), false))
                .isInstanceOf(ConfigException.class);
        assertThat(client.resolve("client.yaml")).hasContent("servers: [\n");
        assertThat(client.resolve(".env")).doesNotExist();
    }

    private ServerDirectory directory(Map<String, String> variables) {
        Map<String, String> all = new LinkedHashMap<>(variables);
        all.put("HALOY_CONFIG_DIR", client.toString());
        return ServerDirectory.of(World.builder()
                .environment(new Environment(all, scratch, scratch))
                .build());
    }
}
