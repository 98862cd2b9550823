package dev.haloy.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Configurations that a seed determines, with everything that can be said, sensible or not. */
final class GeneratedConfig {
    private static final int[] LETTERS =
            "ab1 0:#-\n\t\"'{}[],&*!|>%@`?~.=_/\\éß🚀\u2028$".codePoints().toArray();
    private static final List<String> ODD = List.of(
            "yes", "null", "~", "1", "1.20", "010", "2024-01-01", "<<", "true", " ", "${A}", "a: b", "- a", "0x1F", "");

    private final Random random;

    private GeneratedConfig(long seed) {
        this.random = new Random(seed);
    }

    static AppConfig of(long seed) {
        return new GeneratedConfig(seed).app();
    }

    private AppConfig app() {
        AppConfig.Builder app = AppConfig.builder().base(target());
        app.targets(map(this::target)).images(map(this::image));
        app.globalPreDeploy(list(this::text)).globalPostDeploy(list(this::text));
        maybe(this::providers, app::secretProviders);
        return app.build();
    }

    private SecretProvidersConfig providers() {
        return SecretProvidersConfig.builder()
                .onePassword(map(this::onePassword))
                .sops(map(this::sops))
                .build();
    }

    private OnePasswordSource onePassword() {
        OnePasswordSource.Builder source = OnePasswordSource.builder();
        maybe(this::text, source::account);
        maybe(this::text, source::vault);
        maybe(this::text, source::item);
        return source.build();
    }

    private SopsSource sops() {
        SopsSource.Builder source = SopsSource.builder();
        maybe(this::text, source::file);
        maybe(this::text, source::format);
        return source.build();
    }

    private TargetConfig target() {
        TargetConfig.Builder target = TargetConfig.builder();
        maybe(this::text, target::name);
        maybe(this::text, target::preset);
        maybe(this::image, target::image);
        maybe(this::text, target::imageKey);
        maybe(this::text, target::server);
        maybe(this::source, target::apiToken);
        maybe(this::text, target::deploymentStrategy);
        maybe(this::text, target::namingStrategy);
        maybe(random::nextBoolean, target::isProtected);
        maybe(() -> list(this::domain), target::domains);
        maybe(this::text, target::acmeEmail);
        maybe(() -> list(this::variable), target::env);
        maybe(this::text, target::healthCheckPath);
        maybe(random::nextInt, target::minReadySeconds);
        maybe(this::text, target::port);
        maybe(random::nextInt, target::replicas);
        maybe(() -> list(this::text), target::volumes);
        maybe(this::text, target::network);
        maybe(() -> list(this::text), target::preDeploy);
        maybe(() -> list(this::text), target::postDeploy);
        return target.build();
    }

    private ImageConfig image() {
        ImageConfig.Builder image = ImageConfig.builder();
        maybe(this::text, image::repository);
        maybe(this::text, image::tag);
        maybe(this::text, image::pullPolicy);
        maybe(this::history, image::history);
        maybe(this::registry, image::registry);
        maybe(random::nextBoolean, image::build);
        maybe(this::builder, image::buildConfig);
        return image.build();
    }

    private HistoryConfig history() {
        HistoryConfig.Builder history = HistoryConfig.builder();
        maybe(this::text, history::strategy);
        maybe(random::nextInt, history::count);
        maybe(this::text, history::pattern);
        return history.build();
    }

    private RegistryConfig registry() {
        RegistryConfig.Builder registry = RegistryConfig.builder();
        maybe(this::text, registry::server);
        maybe(this::source, registry::username);
        maybe(this::source, registry::password);
        return registry.build();
    }

    private BuilderConfig builder() {
        BuilderConfig.Builder builder = BuilderConfig.builder();
        maybe(this::text, builder::context);
        maybe(this::text, builder::dockerfile);
        maybe(this::text, builder::platform);
        maybe(() -> list(this::arg), builder::args);
        maybe(this::text, builder::push);
        return builder.build();
    }

    private BuildArg arg() {
        BuildArg.Builder arg = BuildArg.builder();
        maybe(this::text, arg::name);
        maybe(this::written, arg::source);
        return arg.build();
    }

    private EnvVar variable() {
        EnvVar.Builder variable = EnvVar.builder().source(source());
        maybe(this::text, variable::name);
        maybe(random::nextBoolean, variable::buildArg);
        return variable.build();
    }

    private DomainConfig domain() {
        DomainConfig.Builder domain = DomainConfig.builder().aliases(list(this::text));
        maybe(this::text, domain::domain);
        return domain.build();
    }

    private ValueSource source() {
        return random.nextInt(6) == 0
                ? ImmutableValueSource.builder().hasFrom(random.nextBoolean()).build()
                : written();
    }

    private ValueSource written() {
        return switch (random.nextInt(4)) {
            case 0 -> ValueSource.env(text());
            case 1 -> ValueSource.secret(text());
            case 2 ->
                ImmutableValueSource.builder()
                        .value(text())
                        .fromEnv(text())
                        .fromSecret(Optional.of(text()).filter(shown -> random.nextBoolean()))
                        .build();
            default -> ValueSource.of(text());
        };
    }

    private String text() {
        if (random.nextInt(3) == 0) {
            return ODD.get(random.nextInt(ODD.size()));
        }
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(10); length > 0; length--) {
            text.appendCodePoint(LETTERS[random.nextInt(LETTERS.length)]);
        }
        return text.toString();
    }

    private <E> List<E> list(Supplier<E> element) {
        List<E> list = new ArrayList<>();
        for (int size = random.nextInt(4); size > 0; size--) {
            list.add(element.get());
        }
        return list;
    }

    private <E> Map<String, E> map(Supplier<E> element) {
        Map<String, E> map = new LinkedHashMap<>();
        for (int size = random.nextInt(4); size > 0; size--) {
            map.put(text(), element.get());
        }
        return map;
    }

    private <V> void maybe(Supplier<V> value, Consumer<V> set) {
        if (random.nextInt(3) > 0) {
            set.accept(value.get());
        }
    }
}
