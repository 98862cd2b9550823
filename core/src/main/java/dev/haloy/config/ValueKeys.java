package dev.haloy.config;

import static dev.haloy.config.KeyInfo.Merge.REPLACE;
import static dev.haloy.config.KeyInfo.Section.BUILD_ARG;
import static dev.haloy.config.KeyInfo.Section.ENV;
import static dev.haloy.config.KeyInfo.Section.FROM;
import static dev.haloy.config.KeyInfo.Section.VALUE_SOURCE;

import java.util.List;
import java.util.Optional;

/** The keys of everything that has a value from somewhere: environment variables, build arguments, credentials. */
final class ValueKeys {
    static final ObjectType<From, FromDraft> FROM_BLOCK = new ObjectType<>(
            FROM,
            FromDraft::new,
            FromDraft::build,
            List.of(
                    Key.of(
                            FROM,
                            "env",
                            Types.TEXT,
                            REPLACE,
                            (draft, name) -> draft.env = Optional.of(name),
                            From::env,
                            "The environment variable of the client to read."),
                    Key.of(
                            FROM,
                            "secret",
                            Types.TEXT,
                            REPLACE,
                            (draft, reference) -> draft.secret = Optional.of(reference),
                            From::secret,
                            "The secret to fetch, as provider:source:key or provider:source.key.")));

    private static final Key<ValueSource, SourceDraft, String> VALUE = Key.<ValueSource, SourceDraft, String>of(
                    VALUE_SOURCE,
                    "value",
                    Types.TEXT,
                    REPLACE,
                    (draft, value) -> draft.value = Optional.of(value),
                    ValueSource::value,
                    "The value itself.")
            .secret();

    private static final Key<ValueSource, SourceDraft, From> VALUE_FROM = Key.of(
            VALUE_SOURCE,
            "from",
            FROM_BLOCK,
            REPLACE,
            (draft, from) -> draft.from = Optional.of(from),
            ValueKeys::from,
            "Where the value comes from if it is not written here.");

    /** A value in a block of its own. */
    static final ObjectType<ValueSource, SourceDraft> SOURCE =
            new ObjectType<>(VALUE_SOURCE, SourceDraft::new, SourceDraft::build, List.of(VALUE, VALUE_FROM));

    static final ObjectType<EnvVar, EnvDraft> ENV_VAR = new ObjectType<>(
            ENV,
            EnvDraft::new,
            EnvDraft::build,
            List.of(
                    Key.of(
                            ENV,
                            "name",
                            Types.TEXT,
                            REPLACE,
                            (draft, name) -> draft.env.name(name),
                            EnvVar::name,
                            "The variable's name."),
                    VALUE.within(env -> Optional.of(env.source()), draft -> draft.source),
                    VALUE_FROM.within(env -> Optional.of(env.source()), draft -> draft.source),
                    Key.<EnvVar, EnvDraft, Boolean>of(
                                    ENV,
                                    "build_arg",
                                    Types.BOOLEAN,
                                    REPLACE,
                                    (draft, buildArg) -> draft.env.buildArg(buildArg),
                                    EnvVar::buildArg,
                                    "Whether the image is also built with it as a build argument.")
                            .since("v0.1.0-beta.21")));

    static final ObjectType<BuildArg, ArgDraft> ARG = new ObjectType<>(
            BUILD_ARG,
            ArgDraft::new,
            ArgDraft::build,
            List.of(
                    Key.of(
                            BUILD_ARG,
                            "name",
                            Types.TEXT,
                            REPLACE,
                            (draft, name) -> draft.arg.name(name),
                            BuildArg::name,
                            "The argument's name. Without a value it is taken from the environment."),
                    VALUE.within(BuildArg::source, draft -> draft.source),
                    VALUE_FROM.within(BuildArg::source, draft -> draft.source)));

    private ValueKeys() {}

    private static Optional<From> from(ValueSource source) {
        return source.hasFrom() ? Optional.of(new From(source.fromEnv(), source.fromSecret())) : Optional.empty();
    }

    /** A {@code from} block. */
    record From(Optional<String> env, Optional<String> secret) {}

    static final class FromDraft {
        private Optional<String> env = Optional.empty();
        private Optional<String> secret = Optional.empty();

        From build() {
            return new From(env, secret);
        }
    }

    static final class SourceDraft {
        private Optional<String> value = Optional.empty();
        private Optional<From> from = Optional.empty();

        boolean isEmpty() {
            return value.isEmpty() && from.isEmpty();
        }

        ValueSource build() {
            return ImmutableValueSource.builder()
                    .value(value)
                    .hasFrom(from.isPresent())
                    .fromEnv(from.flatMap(From::env))
                    .fromSecret(from.flatMap(From::secret))
                    .build();
        }
    }

    static final class EnvDraft {
        private final EnvVar.Builder env = EnvVar.builder();
        private final SourceDraft source = new SourceDraft();

        EnvVar build() {
            return env.source(source.build()).build();
        }
    }

    static final class ArgDraft {
        private final BuildArg.Builder arg = BuildArg.builder();
        private final SourceDraft source = new SourceDraft();

        BuildArg build() {
            return source.isEmpty() ? arg.build() : arg.source(source.build()).build();
        }
    }
}
