package dev.haloy.resolve;

import dev.haloy.config.BuildArg;
import dev.haloy.config.BuilderConfig;
import dev.haloy.config.EnvVar;
import dev.haloy.config.ValueSource;
import dev.haloy.secret.Text;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that decides what a build makes.
 *
 * @param context the folder that is sent to the build
 * @param dockerfile the Dockerfile
 * @param platform the platform
 * @param args arguments by name; empty for a value that is not known yet
 */
record BuildInputs(Path context, Path dockerfile, String platform, Map<String, Optional<Text>> args) {
    private static final String PLATFORM = "linux/amd64";

    /** What is known before any value was looked up. */
    static BuildInputs asWritten(ResolvedTarget target, Path directory) {
        Map<String, Optional<Text>> args = new LinkedHashMap<>();
        for (BuildArg argument : explicit(target)) {
            args.put(
                    argument.name().orElse(""),
                    argument.source().flatMap(ValueSource::value).map(Text::plain));
        }
        for (EnvVar variable : target.env()) {
            if (variable.buildArg().orElse(false)) {
                Optional<String> literal =
                        variable.source().value().filter(value -> !Interpolation.hasReference(value));
                args.putIfAbsent(variable.name().orElse(""), literal.map(Text::plain));
            }
        }
        return of(target, directory, args);
    }

    /** What is known once every value is there. */
    static BuildInputs ready(ReadyTarget target, Path directory) {
        Map<String, Optional<Text>> args = new LinkedHashMap<>();
        target.buildArgs().forEach(argument -> args.put(argument.name(), Optional.of(argument.text())));
        return of(target.target(), directory, args);
    }

    private static BuildInputs of(ResolvedTarget target, Path directory, Map<String, Optional<Text>> args) {
        Optional<BuilderConfig> builder = target.image().buildConfig();
        Path context = directory
                .resolve(builder.flatMap(BuilderConfig::context).orElse("."))
                .normalize();
        String file = builder.flatMap(BuilderConfig::dockerfile).orElse("Dockerfile");
        String platform = builder.flatMap(BuilderConfig::platform).orElse(PLATFORM);
        return new BuildInputs(context, context.resolve(file).normalize(), platform, args);
    }

    static List<BuildArg> explicit(ResolvedTarget target) {
        return target.image().buildConfig().flatMap(BuilderConfig::args).orElse(List.of());
    }

    /** What differs for certain; empty if nothing does. */
    Optional<String> difference(BuildInputs other) {
        if (!context.equals(other.context)) {
            return Optional.of("context");
        }
        if (!dockerfile.equals(other.dockerfile)) {
            return Optional.of("dockerfile");
        }
        if (!platform.equals(other.platform)) {
            return Optional.of("platform");
        }
        if (!args.keySet().equals(other.args.keySet())) {
            return Optional.of("args");
        }
        return args.entrySet().stream()
                .filter(arg -> differs(arg.getValue(), other.args.getOrDefault(arg.getKey(), Optional.empty())))
                .findFirst()
                .map(arg -> "build argument " + arg.getKey());
    }

    private static boolean differs(Optional<Text> one, Optional<Text> two) {
        return one.isPresent() && two.isPresent() && !one.equals(two);
    }
}
