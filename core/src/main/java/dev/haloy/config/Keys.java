package dev.haloy.config;

import static dev.haloy.config.KeyInfo.Merge.TOP_LEVEL_ONLY;
import static dev.haloy.config.KeyInfo.Section.APP;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys of the top level: those of a target, which are defaults there, and its own. */
final class Keys {
    /** The whole file. */
    static final ObjectType<AppConfig, AppDraft> APP_OBJECT =
            new ObjectType<>(APP, AppDraft::new, AppDraft::build, allKeys());

    private Keys() {}

    private static List<Key<AppConfig, AppDraft, ?>> allKeys() {
        List<Key<AppConfig, AppDraft, ?>> keys = new ArrayList<>();
        TargetKeys.TARGET_OBJECT
                .keys()
                .forEach(key -> keys.add(key.within(app -> Optional.of(app.base()), draft -> draft.base)));
        keys.addAll(ownKeys());
        return keys;
    }

    private static List<Key<AppConfig, AppDraft, ?>> ownKeys() {
        ListType<String> commands = new ListType<>(Types.TEXT);
        return List.of(
                own(
                        "images",
                        new MapType<>(ImageKeys.IMAGE_VALUE),
                        (draft, images) -> draft.app.images(images),
                        app -> written(app.images()),
                        "Images that targets share, by key."),
                own(
                        "secret_providers",
                        ProviderKeys.PROVIDERS,
                        (draft, providers) -> draft.app.secretProviders(providers),
                        AppConfig::secretProviders,
                        "Where references to secrets lead."),
                own(
                        "global_pre_deploy",
                        commands,
                        (draft, list) -> draft.app.globalPreDeploy(list),
                        app -> written(app.globalPreDeploy()),
                        "Shell commands run here once, before everything."),
                own(
                        "global_post_deploy",
                        commands,
                        (draft, list) -> draft.app.globalPostDeploy(list),
                        app -> written(app.globalPostDeploy()),
                        "Shell commands run here once, after every target was deployed."),
                own(
                        "targets",
                        new MapType<>(TargetKeys.TARGET_OBJECT),
                        (draft, targets) -> draft.app.targets(targets),
                        app -> written(app.targets()),
                        "What is deployed where, by key. Without it the top level is the only target."));
    }

    private static <V> Key<AppConfig, AppDraft, V> own(
            String name,
            ValueType<V> type,
            java.util.function.BiConsumer<AppDraft, V> set,
            java.util.function.Function<AppConfig, Optional<V>> get,
            String doc) {
        return Key.of(APP, name, type, TOP_LEVEL_ONLY, set, get, doc);
    }

    private static <E> Optional<List<E>> written(List<E> list) {
        return list.isEmpty() ? Optional.empty() : Optional.of(list);
    }

    private static <E> Optional<Map<String, E>> written(Map<String, E> map) {
        return map.isEmpty() ? Optional.empty() : Optional.of(map);
    }

    static final class AppDraft {
        private final AppConfig.Builder app = AppConfig.builder();
        private final TargetConfig.Builder base = TargetConfig.builder();

        AppConfig build() {
            return app.base(base.build()).build();
        }
    }
}
