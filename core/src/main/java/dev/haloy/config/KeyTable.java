package dev.haloy.config;

import dev.haloy.config.LoadedConfig.Format;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every key that a file can have. Reading, writing, hints and reference pages come from these rows.
 *
 * <p>A target's keys are in it once, although the top level has them too.
 */
public final class KeyTable {
    private static final List<KeyInfo> ALL = Stream.of(
                    own(Keys.APP_OBJECT),
                    own(TargetKeys.TARGET_OBJECT),
                    own(ImageKeys.OBJECT),
                    own(ImageKeys.HISTORY_BLOCK),
                    own(ImageKeys.REGISTRY_BLOCK),
                    own(ImageKeys.BUILDER_BLOCK),
                    own(ValueKeys.ARG),
                    own(TargetKeys.DOMAIN_ENTRY),
                    own(ValueKeys.ENV_VAR),
                    own(ValueKeys.SOURCE),
                    own(ValueKeys.FROM_BLOCK),
                    own(ProviderKeys.PROVIDERS),
                    own(ProviderKeys.ONE_PASSWORD_SOURCE),
                    own(ProviderKeys.SOPS_SOURCE))
            .flatMap(rows -> rows)
            .toList();

    private static final Set<String> HARMLESS = ALL.stream()
            .filter(info -> !info.secret())
            .flatMap(info -> Stream.of(info.name(Format.YAML), info.name(Format.JSON)))
            .collect(Collectors.toUnmodifiableSet());

    private KeyTable() {}

    /** All keys, outer objects first, in the order in which a file is written. */
    public static List<KeyInfo> keys() {
        return ALL;
    }

    /** The keys of one object, without those that it shares with another one. */
    public static List<KeyInfo> keys(KeyInfo.Section section) {
        return ALL.stream().filter(info -> info.section() == section).toList();
    }

    /** The key of this name in YAML spelling. */
    public static Optional<KeyInfo> find(KeyInfo.Section section, String name) {
        return keys(section).stream().filter(info -> info.name().equals(name)).findFirst();
    }

    /** Whether a key of this name, in either spelling, exists and never holds a secret itself. */
    static boolean isHarmless(String name) {
        return HARMLESS.contains(name);
    }

    private static Stream<KeyInfo> own(ObjectType<?, ?> type) {
        return type.keys().stream().map(Key::info).filter(info -> info.section() == type.section());
    }
}
