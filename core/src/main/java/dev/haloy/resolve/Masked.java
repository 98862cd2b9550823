package dev.haloy.resolve;

import dev.haloy.config.BuildArg;
import dev.haloy.config.BuilderConfig;
import dev.haloy.config.EnvVar;
import dev.haloy.config.ImageConfig;
import dev.haloy.config.RegistryConfig;
import dev.haloy.config.TargetConfig;
import dev.haloy.config.ValueSource;
import dev.haloy.secret.Secret;

/**
 * Settings as anybody may see them: a mask in place of tokens and passwords that are written out in the file, and of variables
 * whose name or form says that they are secret. References stay.
 */
final class Masked {
    private Masked() {}

    static TargetConfig settings(TargetConfig settings) {
        TargetConfig.Builder masked = TargetConfig.builder(settings)
                .env(settings.env().stream().map(Masked::variable).toList());
        settings.apiToken().ifPresent(token -> masked.apiToken(masked(token)));
        settings.image().ifPresent(image -> masked.image(image(image)));
        return masked.build();
    }

    private static ImageConfig image(ImageConfig image) {
        ImageConfig.Builder masked = ImageConfig.builder(image);
        image.registry().ifPresent(registry -> masked.registry(registry(registry)));
        image.buildConfig().ifPresent(builder -> masked.buildConfig(builder(builder)));
        return masked.build();
    }

    private static RegistryConfig registry(RegistryConfig registry) {
        RegistryConfig.Builder masked = RegistryConfig.builder(registry);
        registry.password().ifPresent(password -> masked.password(masked(password)));
        return masked.build();
    }

    private static BuilderConfig builder(BuilderConfig builder) {
        BuilderConfig.Builder masked = BuilderConfig.builder(builder);
        builder.args()
                .ifPresent(args -> masked.args(args.stream().map(Masked::arg).toList()));
        return masked.build();
    }

    private static EnvVar variable(EnvVar variable) {
        boolean secret = isSecret(variable.name().orElse(""), variable.source());
        return secret
                ? EnvVar.builder(variable).source(masked(variable.source())).build()
                : variable;
    }

    private static BuildArg arg(BuildArg arg) {
        return arg.source()
                .filter(source -> isSecret(arg.name().orElse(""), source))
                .map(source -> BuildArg.builder(arg).source(masked(source)).build())
                .orElse(arg);
    }

    private static boolean isSecret(String name, ValueSource source) {
        return source.value().filter(value -> Sensitive.isSecret(name, value)).isPresent();
    }

    private static ValueSource masked(ValueSource source) {
        return source.value().isEmpty() ? source : ValueSource.of(Secret.MASK);
    }
}
