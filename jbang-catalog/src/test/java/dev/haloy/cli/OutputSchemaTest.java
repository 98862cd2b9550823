package dev.haloy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.haloy.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The schema of what commands print for programs. Write the page anew with {@code -Dhaloy.docs.write=true}. */
class OutputSchemaTest {
    private static final Path PAGE = Path.of("../docs/output.md");

    /** Listens on a port until it is interrupted; {@link EmbeddedServersTest} holds what it prints. */
    private static final String ELSEWHERE = "dev-server";

    private final Bench bench;
    private final Set<String> printed = new TreeSet<>();

    OutputSchemaTest(@TempDir Path folder) {
        bench = new Bench(folder);
        bench.file("""
                name: my-app
                image: nginx:1
                targets:
                  eu: {server: eu.example.com}
                  us: {server: us.example.com, replicas: 2}
                """);
        bench.server("eu.example.com").app("my-app").running("v1", 1);
        bench.server("us.example.com").app("my-app").running("v1", 1);
        bench.servers.at("eu.example.com").registry("registry.example.test").account("bot", "good");
    }

    @Test
    void the_page_is_made_from_the_schema() throws IOException {
        String page = OutputReference.of(DocumentedOutput.schema());
        if (Boolean.getBoolean("haloy.docs.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("write it anew with -Dtest=OutputSchemaTest -Dhaloy.docs.write=true")
                .isEqualTo(page);
    }

    @Test
    void the_schema_is_a_schema_that_anybody_can_print() {
        Captured captured = Captured.plain();
        assertThat(bench.run(captured, "schema", "--of", "output")).isZero();

        assertThat(Json.parse(captured.out())).isEqualTo(DocumentedOutput.schema());
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()))
                        .validate(DocumentedOutput.schema()))
                .isEmpty();
    }

    @Test
    void every_command_that_answers_in_json_is_described() {
        CommandLine root =
                Cli.commands(new Session(World.system(), Captured.plain().console(), Interrupts.NEVER));
        root.getSubcommands().values().forEach(this::isDescribed);
    }

    private void isDescribed(CommandLine command) {
        command.getSubcommands().values().forEach(this::isDescribed);
        if (command.getCommandSpec().findOption("--output") != null) {
            String name = command.getCommandSpec().qualifiedName(" ").replaceFirst("haloy ", "");
            String definition = DocumentedOutput.name(Json.object(name));
            JsonNode words = DocumentedOutput.schema().at("/$defs/" + definition + "/properties/command");
            boolean twoForms =
                    DocumentedOutput.schema().at("/$defs/" + definition).has("oneOf");
            assertThat(twoForms || words.toString().contains('"' + name + '"'))
                    .as("output.schema.json has nothing about %s", name)
                    .isTrue();
        }
    }

    @Test
    void what_every_command_prints_is_as_described() {
        run("targets");
        run("validate-config", "--show-resolved-config");
        run("explain", "us.replicas");
        run("config-diff", "eu", "us");
        run("plan", "--all");
        run("deploy", "--all");
        run("status", "--all");
        run("logs", "--all", "--no-follow");
        run("rollback-targets", "--all");
        run("rollback", "-t", "eu", "--previous");
        run("prune-images", "--all");
        run("promote", "eu", "us", "--plan");
        run("runs");
        run("version", "--check");
        run("rehearse", "-t", "eu", "--runs", "2");
        run("rehearse", "-t", "eu", "--replay", "1");
        run("deploy", "-t", "nobody");
        replayTheLastRun();
        servers();
        containers();
        events();
        run("stop", "--all");

        List<String> described = new ArrayList<>();
        DocumentedOutput.schema()
                .get("anyOf")
                .forEach(ref -> described.add(ref.get("$ref").asText().substring("#/$defs/".length())));
        described.remove(ELSEWHERE);
        assertThat(printed).containsExactlyInAnyOrderElementsOf(described);
    }

    private void replayTheLastRun() {
        Captured runs = Captured.plain();
        bench.run(runs, "runs", "--output", "json");
        run("replay", Json.parse(runs.out()).at("/runs/0/runId").asText(), "--as-test");
    }

    private void servers() {
        run("server", "list");
        run("server", "list", "--check");
        run("server", "version", "--components");
        run("server", "add", "new.example.com", "t0ken", "--no-check");
        run("server", "delete", "new.example.com");
        String[] login = {"login", "registry.example.test", "-u", "bot", "-p", "good"};
        run("server", "registry", login[0], login[1], login[2], login[3], login[4], login[5], "-t", "eu");
        run("server", "registry", "list", "-t", "eu");
        run("server", "registry", "logout", "registry.example.test", "-t", "eu");
    }

    private void containers() {
        run(List.of("exec", "-t", "eu", "--output", "json", "--", "true"));
        interruptAfter(Duration.ofSeconds(1));
        run("tunnel", "0", "-t", "eu");
    }

    private void events() {
        interruptAfter(Duration.ofSeconds(30));
        run(List.of("logs", "-t", "eu", "--output", "jsonl"));
        run(List.of("server", "logs", "-t", "eu", "--output", "jsonl"));
        bench.interrupts = Interrupts.NEVER;
        run(List.of("deploy", "--all", "--output", "jsonl"));
    }

    private void interruptAfter(Duration duration) {
        bench.interrupts = action -> {
            bench.time.after(duration, action);
            return () -> {};
        };
    }

    private void run(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--output", "json"));
        run(all);
    }

    private void run(List<String> args) {
        Captured captured = Captured.plain();
        String[] words = args.toArray(String[]::new);
        bench.run(captured, words);
        List<JsonNode> objects = DocumentedOutput.check(captured.out(), words);
        assertThat(objects).as("%s printed%n%s", args, captured.everything()).isNotEmpty();
        objects.forEach(object -> printed.add(DocumentedOutput.name(object)));
        assertThat(captured.out()).doesNotContain(Bench.TOKEN);
    }
}
