package dev.haloy.config;

import dev.haloy.config.LoadedConfig.Format;
import java.util.Optional;

/**
 * What there is to know about a key of the file.
 *
 * @param section the object that has it
 * @param name its name in YAML and TOML
 * @param type what it holds, in words, for example {@code a list}
 * @param merge how a target's value and the top level's become one
 * @param since the first server version that knows it, for example {@code v0.1.0-beta.46}; empty if all do
 * @param until the last server version that knows it; empty if the newest does
 * @param secret whether its value is kept out of messages
 * @param aliasOf the key that it is another name of
 * @param limits what a value must look like, as far as it can be said of the value alone; an empty string is no value
 * @param doc what it is for, in one line
 */
public record KeyInfo(
        Section section,
        String name,
        String type,
        Merge merge,
        Optional<String> since,
        Optional<String> until,
        boolean secret,
        Optional<String> aliasOf,
        Limits limits,
        String doc) {

    /** The objects that have keys. */
    public enum Section {
        /** The whole file. */
        APP("the top level"),
        /** A target, or the top level as the defaults of all targets. */
        TARGET("a target or the top level"),
        /** An image. */
        IMAGE("an image"),
        /** An image's history. */
        HISTORY("an image's history"),
        /** An image's registry. */
        REGISTRY("an image's registry"),
        /** An image's builder. */
        BUILDER("an image's builder"),
        /** A build argument. */
        BUILD_ARG("a build argument"),
        /** A domain. */
        DOMAIN("an entry of domains"),
        /** An environment variable. */
        ENV("an entry of env"),
        /** Something that has a value. */
        VALUE_SOURCE("a value source"),
        /** The source of a value that is not written in the file. */
        FROM("a value's from"),
        /** The secret providers. */
        SECRET_PROVIDERS("the secret providers"),
        /** A 1Password item. */
        ONE_PASSWORD("a 1Password source"),
        /** A SOPS file. */
        SOPS("a SOPS source");

        private final String title;

        Section(String title) {
            this.title = title;
        }

        /** What to call it in a sentence. */
        public String title() {
            return title;
        }

        /** Whether a misplaced key says enough by itself to name its home. */
        boolean belongsSomewhere() {
            return this == APP || this == TARGET || this == IMAGE || this == BUILDER || this == DOMAIN;
        }
    }

    /** How a target's value and the top level's become one. */
    public enum Merge {
        /** The top level only; targets have none. */
        TOP_LEVEL_ONLY,
        /** The target's value, if it has one, replaces the inherited one as a whole. */
        REPLACE,
        /** Entry by entry, by name. */
        BY_NAME,
        /** Key by key. */
        FIELD_BY_FIELD
    }

    /** The spelling of the name in a format. */
    public String name(Format format) {
        return format == Format.JSON ? camelCase(name) : name;
    }

    static KeyInfo of(Section section, String name, String type, Merge merge, String doc) {
        return new KeyInfo(
                section,
                name,
                type,
                merge,
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Limits.NONE,
                doc);
    }

    KeyInfo since(String version) {
        return new KeyInfo(section, name, type, merge, Optional.of(version), until, secret, aliasOf, limits, doc);
    }

    KeyInfo until(String version) {
        return new KeyInfo(section, name, type, merge, since, Optional.of(version), secret, aliasOf, limits, doc);
    }

    KeyInfo markedSecret() {
        return new KeyInfo(section, name, type, merge, since, until, true, aliasOf, limits, doc);
    }

    KeyInfo aliasOf(String other) {
        return new KeyInfo(section, name, type, merge, since, until, secret, Optional.of(other), limits, doc);
    }

    KeyInfo limited(Limits narrower) {
        return new KeyInfo(section, name, type, merge, since, until, secret, aliasOf, narrower, doc);
    }

    private static String camelCase(String snake) {
        StringBuilder camel = new StringBuilder(snake);
        for (int at = camel.indexOf("_"); at >= 0; at = camel.indexOf("_")) {
            camel.deleteCharAt(at).setCharAt(at, Character.toUpperCase(camel.charAt(at)));
        }
        return camel.toString();
    }
}
