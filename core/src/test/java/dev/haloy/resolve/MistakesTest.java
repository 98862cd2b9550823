package dev.haloy.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.haloy.config.ConfigException;
import dev.haloy.config.ConfigLoader;
import dev.haloy.config.LoadedConfig.Format;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MistakesTest {
    private static ConfigException mistakes(String yaml) {
        ConfigException broken = catchThrowableOfType(
                ConfigException.class, () -> ConfigLoader.parse(yaml, Format.YAML, "haloy.yaml", Path.of("/project")));
        return Mistakes.all(broken);
    }

    private static List<String> paths(String yaml) {
        return mistakes(yaml).problems().stream()
                .map(problem -> problem.path().toString())
                .toList();
    }

    @Test
    void what_is_misspelt_and_what_breaks_a_rule_is_told_together_in_the_order_of_the_file() {
        ConfigException all = mistakes("""
                name: shop
                image: shop:v2
                targets:
                  eu: {server: eu.example.com, port: 70000, replica: 2}
                  us: {server: us.example.com, replicas: 0}
                """);

        assertThat(all.problems().stream().map(problem -> problem.path().toString()))
                .containsExactly("targets.eu.port", "targets.eu.replica", "targets.us.replicas");
        assertThat(all).hasMessageStartingWith("haloy.yaml cannot be used: 3 mistakes\n");
    }

    @Test
    void what_only_follows_from_a_mistake_is_not_told() {
        assertThat(paths("{name: shop, image: nginx, sever: a.example.com}")).containsExactly("sever");
        assertThat(paths("{name: shop, image: nginx, server: 5, targets: {eu: {}}}"))
                .containsExactly("server");
        assertThat(paths("{name: shop, image: [shop], server: a.example.com}")).containsExactly("image");
        assertThat(paths("{name: shop, image: nginx, targets: {eu: {server: a.example.com, replica: 0}}}"))
                .containsExactly("targets.eu.replica");
    }

    @Test
    void what_is_wrong_with_a_target_as_a_whole_hides_nothing_of_the_others() {
        assertThat(paths("""
                        name: shop
                        image: nginx
                        port: 70000
                        targets:
                          eu: {server: eu.example.com}
                          us: {server: us.example.com, replicas: 0}
                          eu: {server: other.example.com}
                        """)).containsExactly("port", "targets.us.replicas", "targets.eu");
        assertThat(paths("{name: shop, image: nginx, targets: {eu: 5, us: {server: us.example.com, replicas: 0}}}"))
                .containsExactly("targets.eu", "targets.us.replicas");
    }

    @Test
    void a_file_that_cannot_be_read_at_all_has_no_other_mistakes() {
        assertThat(mistakes("name: [").problems()).hasSize(1);
    }
}
