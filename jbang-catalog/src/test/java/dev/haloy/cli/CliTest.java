package dev.haloy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class CliTest {
    private final Captured captured = Captured.plain();
    private final Bench bench;

    CliTest(@TempDir Path folder) {
        bench = new Bench(folder);
    }

    @Test
    void an_unknown_option_exits_with_2_and_points_to_help() {
        assertThat(bench.run(captured, "deploy", "--everything")).isEqualTo(2);
        assertThat(captured.err()).contains("--everything").contains("See haloy deploy --help.");
        assertThat(captured.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "deploy eu, haloy deploy --target eu",
        "deploy -t eu us, 'haloy deploy --target eu,us'",
        "plan eu us, 'haloy plan --target eu,us'",
        "validate-config eu, haloy validate-config --target eu",
        "server version eu, haloy server version --target eu",
        "tunnel eu, haloy tunnel --target eu"
    })
    void targets_without_their_option_are_answered_with_what_to_type(String typed, String advice) {
        assertThat(bench.run(captured, typed.split(" "))).isEqualTo(2);
        assertThat(captured.err()).contains("Targets are named by an option: " + advice + "\n");
    }

    @Test
    void words_that_cannot_be_targets_are_not_taken_for_some() {
        assertThat(bench.run(captured, "schema", "eu")).isEqualTo(2);
        assertThat(bench.run(captured, "deploy", "--nope", "eu")).isEqualTo(2);
        assertThat(captured.err()).doesNotContain("Targets are named");
    }

    @Test
    void a_misspelt_command_exits_with_2_and_suggests_the_right_one() {
        assertThat(bench.run(captured, "deplyo")).isEqualTo(2);
        assertThat(captured.err()).contains("deploy");
    }

    @Test
    void a_misspelt_command_below_server_is_no_success() {
        assertThat(bench.run(captured, "server", "lst")).isEqualTo(2);
        assertThat(captured.err()).contains("list");
    }

    @Test
    void wrong_usage_is_told_in_json_too_if_that_was_asked_for() throws Exception {
        assertThat(bench.run(captured, "status", "--output", "json", "--nope")).isEqualTo(2);
        JsonNode json = new ObjectMapper().readTree(captured.out());
        assertThat(json.get("command").asText()).isEqualTo("status");
        assertThat(json.get("exitStatus").asInt()).isEqualTo(2);
        assertThat(json.at("/error/message").asText()).contains("--nope");
    }

    @Test
    void without_a_file_it_says_what_it_looked_for() {
        assertThat(bench.run(captured, "deploy", "--all")).isEqualTo(2);
        assertThat(captured.err()).contains("haloy.yaml");
    }

    @Test
    void the_version_is_that_of_the_build() throws Exception {
        bench.run(captured, "version", "--output", "json");
        assertThat(new ObjectMapper().readTree(captured.out()).get("version").asText())
                .matches("\\d+\\.\\d+\\.\\d+.*");
    }

    @Test
    void servers_are_added_listed_and_deleted_without_showing_a_token() {
        assertThat(bench.run(captured, "server", "add", "prod.example.com", "s3cret-token", "--no-check"))
                .isZero();
        assertThat(bench.run(captured, "server", "list")).isZero();
        assertThat(captured.out()).contains("prod.example.com").contains("HALOY_API_TOKEN_PROD_EXAMPLE_COM");
        assertThat(bench.run(captured, "server", "delete", "prod.example.com")).isZero();
        assertThat(bench.run(captured, "server", "delete", "prod.example.com")).isEqualTo(1);
        assertThat(captured.everything()).doesNotContain("s3cret-token");
    }

    @Test
    void a_program_may_keep_a_token() {
        String[] add = {
            "server", "add", "prod.example.com", "--token-stdin", "--no-check", "--credential-helper", "pass"
        };

        assertThat(bench.run(Captured.typing("s3cret-token\n"), add)).isZero();
        assertThat(bench.run(captured, "server", "list")).isZero();

        assertThat(captured.out()).contains("kept by pass").doesNotContain("HALOY_API_TOKEN");
        assertThat(bench.shell.kept).singleElement().asString().contains("\"Secret\":\"s3cret-token\"");
        assertThat(bench.shell.commands).containsExactly("store");
        bench.servers.add("prod.example.com", "s3cret-token");
        assertThat(bench.run(captured, "server", "version", "--server", "prod.example.com"))
                .isZero();
        assertThat(bench.run(captured, "server", "delete", "prod.example.com")).isZero();
        assertThat(bench.shell.commands).containsExactly("store", "get", "erase");
        assertThat(captured.everything()).doesNotContain("s3cret-token");
    }

    @Test
    void a_known_server_keeps_its_token_unless_forced() {
        bench.run(captured, "server", "add", "prod.example.com", "first", "--no-check");
        assertThat(bench.run(captured, "server", "add", "prod.example.com", "second"))
                .isEqualTo(2);
        assertThat(captured.err()).contains("--force");
        assertThat(bench.run(captured, "server", "add", "prod.example.com", "second", "--force", "--no-check"))
                .isZero();
    }

    @Test
    void a_token_that_the_server_refuses_is_not_kept() {
        bench.servers.add("prod.example.com", "another-token");

        assertThat(bench.run(captured, "server", "add", "prod.example.com", "wrong-token"))
                .isEqualTo(1);
        assertThat(captured.err())
                .contains("nothing was changed")
                .contains("--no-check")
                .doesNotContain("wrong-token");
        bench.run(captured, "server", "list");
        assertThat(captured.out()).doesNotContain("prod.example.com");
    }

    @Test
    void a_server_that_takes_the_token_says_what_it_runs() {
        bench.servers.add("10.0.0.5:9922", Bench.TOKEN);

        assertThat(bench.run(captured, "server", "add", "10.0.0.5:9922", Bench.TOKEN))
                .as(captured.err())
                .isZero();
        assertThat(captured.out()).contains("added 10.0.0.5:9922, which runs haloyd");
    }

    @Test
    void a_token_can_come_from_standard_input() {
        Captured typing = Captured.typing("piped-token\n");
        assertThat(bench.run(typing, "server", "add", "prod.example.com", "--token-stdin", "--no-check"))
                .isZero();
        bench.run(captured, "server", "list");
        assertThat(captured.out()).contains("set");
    }

    @Test
    void a_person_is_asked_for_the_token() {
        assertThat(bench.run(Captured.person("typed-token"), "server", "add", "prod.example.com", "--no-check"))
                .isZero();
        bench.run(captured, "server", "list");
        assertThat(captured.out()).contains("set");
    }

    @Test
    void without_a_token_and_a_person_nothing_is_added() {
        assertThat(bench.run(captured, "server", "add", "prod.example.com")).isEqualTo(2);
        assertThat(captured.err()).contains("--token-stdin");
    }

    @Test
    void no_servers_is_an_answer_not_an_error() throws Exception {
        assertThat(bench.run(captured, "server", "list", "--output", "json")).isZero();
        assertThat(new ObjectMapper().readTree(captured.out()).get("servers")).isEmpty();
    }

    @Test
    void targets_lists_protected_ones_too_and_reads_no_secret() {
        bench.file("""
                name: shop
                image: nginx:1
                env: [{name: A, from: {env: NOT_SET}}]
                targets:
                  eu: {server: eu.example.com, replicas: 3, domains: [{domain: a.example.com}]}
                  db: {server: eu.example.com, name: shop-db, protected: true}
                """);

        assertThat(bench.run(captured, "targets")).as(captured.err()).isZero();
        assertThat(captured.out()).isEqualTo("""
                        NAME  SERVER          IMAGE    REPLICAS  PROTECTED  DOMAINS
                        eu    eu.example.com  nginx:1  3         no         a.example.com
                        db    eu.example.com  nginx:1  1         yes        -
                        """);
    }

    @ParameterizedTest
    @FieldSource("dev.haloy.cli.HelpTest#TOPICS")
    void what_is_wrong_with_a_command_line_is_said_about_the_command_that_was_meant(String topic) {
        String command = topic.equals("haloy") ? topic : "haloy " + name(topic);
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.remove(0);
        words.add("--no-such-option");

        assertThat(bench.run(captured, words.toArray(String[]::new))).isEqualTo(topic.equals("exec") ? 125 : 2);

        assertThat(captured.err()).contains("See " + command + " --help.");
    }

    private static String name(String topic) {
        return topic.replaceFirst("^server-", "server ").replaceFirst("^server registry-", "server registry ");
    }
}
