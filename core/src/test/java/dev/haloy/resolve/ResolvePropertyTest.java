package dev.haloy.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.config.ConfigException;
import dev.haloy.config.ConfigLoader;
import dev.haloy.config.LoadedConfig;
import dev.haloy.error.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every configuration, right or wrong. */
class ResolvePropertyTest {
    private static final List<String> ODD = List.of(
            "''",
            "' '",
            "null",
            "{}",
            "[]",
            "0",
            "-1",
            "'${A}'",
            "'a:b@c'",
            "':'",
            "'/'",
            "localhost",
            "'http://'",
            "'a b'",
            "'é'",
            "'::1'",
            "{value: x}",
            "{from: {env: A}}",
            "[null]",
            "registry",
            "static",
            "database");

    static Stream<ConfigCase> cases() {
        return ConfigCase.generated().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void each_target_alone_is_what_it_is_among_the_others_in_any_order(ConfigCase vector) {
        LoadedConfig loaded = load(vector, vector.json().path("config").asText());
        List<String> keys = new ArrayList<>(loaded.app().targets().keySet());
        if (keys.isEmpty()) {
            return;
        }
        List<ResolvedTarget> together = resolve(loaded, keys);
        Collections.shuffle(keys, new Random(7));

        List<ResolvedTarget> alone = new ArrayList<>();
        keys.forEach(key -> alone.addAll(resolve(loaded, List.of(key))));

        assertThat(alone).containsExactlyInAnyOrderElementsOf(together);
        assertThat(resolve(loaded, keys)).isEqualTo(alone);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_spoiled_configuration_gives_located_problems_and_never_another_failure(ConfigCase vector) {
        Random random = new Random(vector.json().path("seed").asLong());
        for (int i = 0; i < 20; i++) {
            String text = spoil(vector.json().path("config").asText(), random);
            try {
                LoadedConfig loaded = load(vector, text);
                List<Problem> problems = Resolver.validate(loaded, ResolveOptions.defaults());
                boolean valid = problems.stream().noneMatch(Problem::isError);
                assertThat(problems)
                        .allSatisfy(problem -> assertThat(problem.location().isPresent()
                                        || problem.path().isRoot()
                                        || loaded.locate(problem.path()).isEmpty())
                                .isTrue());
                if (valid) {
                    resolve(loaded, List.copyOf(loaded.app().targets().keySet()));
                }
            } catch (ConfigException e) {
                assertThat(e.problems()).isNotEmpty();
            }
        }
    }

    /** Puts something odd in the place of some words. */
    private static String spoil(String text, Random random) {
        String[] words = text.split("(?<=: )|(?=[,}\\]\n])", -1);
        for (int i = 1; i < words.length; i++) {
            boolean isValue = words[i - 1].endsWith(": ") && !words[i].startsWith("{") && !words[i].startsWith("[");
            if (isValue && random.nextInt(12) == 0) {
                words[i] = ODD.get(random.nextInt(ODD.size()));
            }
        }
        return String.join("", words);
    }

    private static List<ResolvedTarget> resolve(LoadedConfig loaded, List<String> keys) {
        TargetSelection selection = keys.isEmpty() ? new TargetSelection.Only() : new TargetSelection.Named(keys);
        return Resolver.resolve(loaded, selection, ResolveOptions.defaults()).targets();
    }

    private static LoadedConfig load(ConfigCase vector, String text) {
        String format = vector.json().path("format").asText();
        return ConfigLoader.parse(
                text,
                LoadedConfig.Format.valueOf(format.toUpperCase(Locale.ROOT)),
                "haloy." + format,
                Path.of("").toAbsolutePath());
    }
}
