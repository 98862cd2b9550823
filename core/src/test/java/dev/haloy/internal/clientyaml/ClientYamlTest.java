package dev.haloy.internal.clientyaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientYamlTest {
    private static final String FILE = """
            # my servers
            theme: dark
            servers:
              # the first
              one.example.net:
                token_env: TOKEN_ONE
                note: mine # kept
              two.example.net: {token_env: TOKEN_TWO}
            # the end
            other: 1
            """;

    @Test
    void lists_servers_with_their_variables_in_order() throws Exception {
        assertThat(ClientYaml.parse(FILE).servers())
                .containsExactly(
                        Map.entry("one.example.net", ClientYaml.Place.variable("TOKEN_ONE")),
                        Map.entry("two.example.net", ClientYaml.Place.variable("TOKEN_TWO")));
    }

    @Test
    void adding_keeps_comments_and_unknown_keys() throws Exception {
        String text = ClientYaml.parse(FILE)
                .withServer("localhost:9922", ClientYaml.Place.variable("TOKEN_L"))
                .text();

        assertThat(text)
                .isEqualTo(FILE.replace("# the end", "  \"localhost:9922\":\n    token_env: TOKEN_L\n# the end"));
    }

    @Test
    void a_program_may_keep_the_token_of_a_server() throws Exception {
        ClientYaml yaml = ClientYaml.parse(FILE)
                .withServer("quay.example.net", ClientYaml.Place.helper("pass"))
                .withServer("one.example.net", ClientYaml.Place.helper("C:\\tools\\keep.exe"));

        assertThat(yaml.servers())
                .containsEntry("quay.example.net", ClientYaml.Place.helper("pass"))
                .containsEntry("one.example.net", ClientYaml.Place.helper("C:\\tools\\keep.exe"))
                .containsEntry("two.example.net", ClientYaml.Place.variable("TOKEN_TWO"));
        assertThat(yaml.text()).contains("  quay.example.net:\n    credential_helper: pass\n");
    }

    @Test
    void removing_takes_the_entry_only() throws Exception {
        String text = ClientYaml.parse(FILE).without("one.example.net").text();

        assertThat(text).contains("# my servers", "theme: dark", "two.example.net: {token_env: TOKEN_TWO}", "other: 1");
        assertThat(text).doesNotContain("one.example.net", "note: mine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "servers:\n",
                "servers: {}\n",
                "{servers: {}}\n",
                "# only a comment\n",
                "theme: dark",
                "servers: {one.example.net: {token_env: ONE}}\n",
                "servers:\n    one.example.net:\n        token_env: ONE"
            })
    void a_server_can_be_added_to_any_file_and_taken_out_again(String file) throws Exception {
        ClientYaml added = ClientYaml.parse(file).withServer("quay.example.net", ClientYaml.Place.variable("TOKEN"));

        assertThat(added.servers()).containsEntry("quay.example.net", ClientYaml.Place.variable("TOKEN"));
        assertThat(added.without("quay.example.net").servers())
                .isEqualTo(ClientYaml.parse(file).servers());
    }

    @ParameterizedTest
    @ValueSource(strings = {"servers: [\n", "- a\n", "servers: [a]\n", "servers: s3cret\n"})
    void a_broken_file_is_refused_without_showing_it(String file) {
        assertThatThrownBy(() -> ClientYaml.parse(file))
                .isInstanceOf(ClientYaml.MalformedException.class)
                .hasMessageContaining("line")
                .hasMessageNotContaining("s3cret");
    }
}
