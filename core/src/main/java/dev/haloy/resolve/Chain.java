package dev.haloy.resolve;

import dev.haloy.config.LoadedConfig;
import dev.haloy.error.KeyPath;
import dev.haloy.resolve.Explanation.Effect;
import dev.haloy.resolve.Explanation.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Finds everything that has a say about a setting without knowing the rules: it asks the resolver, takes away what decided, and
 * asks again.
 */
final class Chain {
    /** More places than a setting can come from. */
    private static final int LONGEST = 24;

    private final String target;
    private final ResolveOptions options;
    private final KeyPath path;
    private final List<Step> strongestFirst = new ArrayList<>();

    private Chain(String target, ResolveOptions options, KeyPath path) {
        this.target = target;
        this.options = options;
        this.path = path;
    }

    /** Everything that had a say about the path, the weakest first. */
    static List<Step> of(LoadedConfig loaded, Settings settings, ResolveOptions options, KeyPath path) {
        Chain chain = new Chain(settings.draft().key(), options, path);
        chain.follow(loaded, settings);
        Collections.reverse(chain.strongestFirst);
        return chain.strongestFirst;
    }

    private void follow(LoadedConfig loaded, Settings settings) {
        LoadedConfig left = loaded;
        Settings now = settings;
        boolean decided = now.value(path).isPresent();
        for (int i = 0; i < LONGEST; i++) {
            add(now, i == 0 && decided);
            Optional<KeyPath> reason = now.written(path);
            if (reason.isEmpty()) {
                return;
            }
            LoadedConfig less = without(left, now, reason.get());
            if (less.app().equals(left.app())) {
                return;
            }
            left = less;
            now = new Settings(Resolver.draft(left, target, options));
        }
    }

    /** Leaving out a named image as a whole means not to choose it. */
    private LoadedConfig without(LoadedConfig loaded, Settings now, KeyPath reason) {
        boolean wholeImage = reason.steps().size() == 2 && reason.steps().get(0).equals("images");
        if (!wholeImage) {
            return loaded.without(reason);
        }
        Places places = now.draft().site().places();
        LoadedConfig own = loaded.without(places.below(now.draft().site().path(), "image_key"));
        return own.app().equals(loaded.app()) ? loaded.without(places.below(KeyPath.ROOT, "image_key")) : own;
    }

    private void add(Settings now, boolean decides) {
        Optional<Object> value = now.value(path);
        if (value.isEmpty()) {
            return;
        }
        Origin origin = now.origin(path);
        String text = SettingText.of(value.get());
        boolean known = strongestFirst.stream()
                .anyMatch(step -> step.origin().equals(origin) && step.value().equals(text));
        if (known) {
            return;
        }
        strongestFirst.add(new Step(origin, text, decides ? Effect.DECIDED : effect(origin)));
    }

    private Effect effect(Origin origin) {
        boolean written = origin.rule() != Origin.Rule.DEFAULT && origin.rule() != Origin.Rule.PRESET;
        boolean merging = !strongestFirst.isEmpty()
                && isMerge(strongestFirst.get(0).origin().rule());
        return written && merging ? Effect.MERGED : Effect.OVERRULED;
    }

    private static boolean isMerge(Origin.Rule rule) {
        return rule == Origin.Rule.ENV_MERGE || rule == Origin.Rule.FIELD_MERGE;
    }
}
