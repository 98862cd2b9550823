package dev.haloy.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haloy.config.ConfigException;
import dev.haloy.config.ServerAddress;
import dev.haloy.secret.Secret;
import dev.haloy.world.Environment;
import dev.haloy.world.ProcessRunner;
import dev.haloy.world.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialHelperTest {
    private static final ServerAddress PROD = ServerAddress.parse("prod.example.com");

    @TempDir
    Path scratch;

    private final KeyChain keys = new KeyChain();

    /** Keeps what it is given, as {@code docker-credential-keys}; any other program is not installed. */
    private static final class KeyChain implements ProcessRunner {
        private final ObjectMapper mapper = new ObjectMapper();
        private final Map<String, JsonNode> kept = new LinkedHashMap<>();
        private final List<Command> commands = new ArrayList<>();

        @Override
        public CompletableFuture<Integer> run(Command command, OutputListener output) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<Finished> capture(Command command, int maxBytes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<Finished> capture(Command command, byte[] input, int maxBytes) {
            commands.add(command);
            if (!command.arguments().get(0).equals("docker-credential-keys")) {
                return CompletableFuture.failedFuture(new IOException("no such program"));
            }
            String text = new String(input, StandardCharsets.UTF_8);
            Optional<String> answer = switch (command.arguments().get(1)) {
                case "store" -> store(text);
                case "get" -> Optional.ofNullable(kept.get(text)).map(JsonNode::toString);
                default -> Optional.ofNullable(kept.remove(text)).map(gone -> "");
            };
            return CompletableFuture.completedFuture(answer.map(output -> new Finished(0, output, ""))
                    .orElseGet(() -> new Finished(1, "credentials not found: s3cret", "s3cret")));
        }

        private Optional<String> store(String json) {
            try {
                JsonNode credentials = mapper.readTree(json);
                kept.put(credentials.get("ServerURL").asText(), credentials);
                return Optional.of("");
            } catch (JsonProcessingException e) {
                return Optional.empty();
            }
        }
    }

    private ServerDirectory directory(ProcessRunner programs) {
        Map<String, String> variables = Map.of(
                "HALOY_CONFIG_DIR", scratch.resolve("client").toString(), "HALOY_API_TOKEN", "shared", "PATH", "/bin");
        return ServerDirectory.of(World.builder()
                .environment(new Environment(variables, scratch, scratch))
                .processes(programs)
                .build());
    }

    @Test
    void a_program_keeps_the_token_and_no_file_has_it() throws IOException {
        directory(keys).addToHelper(PROD, Secret.of("t0k\"en"), false, "keys");

        assertThat(directory(keys).token(PROD)).isEqualTo(Secret.of("t0k\"en"));
        assertThat(scratch.resolve("client/client.yaml"))
                .hasContent("servers:\n    prod.example.com:\n        credential_helper: keys\n");
        assertThat(scratch.resolve("client/.env")).doesNotExist();
        assertThat(directory(keys).list())
                .containsExactly(new ServerDirectory.Entry(
                        PROD, "prod.example.com", Optional.empty(), Optional.of("keys"), true));
    }

    @Test
    void the_token_is_never_an_argument_and_other_tokens_are_not_its_business() {
        directory(keys).addToHelper(PROD, Secret.of("t1"), false, "keys");
        directory(keys).token(PROD);
        directory(keys).delete(PROD);

        assertThat(keys.commands)
                .extracting(ProcessRunner.Command::arguments)
                .containsExactly(
                        List.of("docker-credential-keys", "store"),
                        List.of("docker-credential-keys", "get"),
                        List.of("docker-credential-keys", "erase"));
        assertThat(keys.commands)
                .allSatisfy(command ->
                        assertThat(command.environment()).containsKey("PATH").doesNotContainKey("HALOY_API_TOKEN"));
        assertThat(keys.kept).isEmpty();
        assertThat(directory(keys).list()).isEmpty();
    }

    @Test
    void a_new_token_stays_where_the_old_one_was_unless_a_program_is_named() throws IOException {
        ServerDirectory directory = directory(keys);
        directory.add(PROD, Secret.of("t1"), false);
        directory.addToHelper(PROD, Secret.of("t2"), true, "keys");
        directory.add(PROD, Secret.of("t3"), true);

        assertThat(directory(keys).token(PROD)).isEqualTo(Secret.of("t3"));
        assertThat(Files.readString(scratch.resolve("client/.env"))).isBlank();
        assertThat(keys.kept).hasSize(1);
    }

    @Test
    void a_program_is_asked_once_for_a_server() {
        directory(keys).addToHelper(PROD, Secret.of("t1"), false, "keys");
        ServerDirectory directory = directory(keys);

        directory.token(PROD);
        directory.token(PROD);

        assertThat(keys.commands).hasSize(2);
    }

    @Test
    void a_program_that_fails_is_named_and_what_it_prints_is_not_repeated() {
        directory(keys).addToHelper(PROD, Secret.of("t1"), false, "keys");
        keys.kept.clear();

        assertThatThrownBy(() -> directory(keys).token(PROD))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("docker-credential-keys get failed with exit status 1")
                .hasMessageContaining("haloy server add prod.example.com --force")
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> directory(keys).delete(PROD)).hasMessageContaining("client.yaml");
        assertThat(directory(keys).list()).hasSize(1);
    }

    @Test
    void a_program_that_is_not_there_changes_nothing() {
        assertThatThrownBy(() -> directory(keys).addToHelper(PROD, Secret.of("t1"), false, "absent"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("docker-credential-absent could not be run")
                .hasMessageNotContaining("t1");

        assertThat(directory(keys).list()).isEmpty();
    }

    @Test
    void a_real_program_is_found_by_its_path() throws IOException {
        assumeTrue(scratch.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Path program = scratch.resolve("keep");
        Files.writeString(program, """
                #!/bin/sh
                case $1 in
                  store) cat > kept ;;
                  get) cat > asked; cat kept ;;
                esac
                """);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        ProcessRunner real = World.system().processes();

        directory(real).addToHelper(PROD, Secret.of("grün"), false, program.toString());

        assertThat(directory(real).token(PROD)).isEqualTo(Secret.of("grün"));
        assertThat(scratch.resolve("asked")).hasContent("https://prod.example.com/haloy");
    }
}
