package dev.haloy.resolve;

import dev.haloy.config.DomainConfig;
import dev.haloy.error.KeyPath;
import dev.haloy.error.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Rules between targets. */
final class CrossRules {
    private static final KeyPath TARGETS = KeyPath.of("targets");

    private final Places places;
    private final Consumer<Problem> findings;

    CrossRules(Places places, Consumer<Problem> findings) {
        this.places = places;
        this.findings = findings;
    }

    /** One app twice on one server would replace itself. */
    void names(List<ResolvedTarget> targets) {
        Map<String, ResolvedTarget> seen = new LinkedHashMap<>();
        for (ResolvedTarget target : targets) {
            ResolvedTarget first = seen.putIfAbsent(target.name() + "@" + target.server(), target);
            if (first != null) {
                findings.accept(error(
                        "V2",
                        target.key(),
                        "the targets '" + first.key() + "' and '" + target.key() + "' both deploy the app '"
                                + target.name() + "' to " + target.server(),
                        "give one of them a name of its own"));
            }
        }
    }

    /** One reference built in two ways: whichever came last would be deployed everywhere. */
    <T> void builds(List<T> targets, Function<T, ResolvedTarget> resolved, Function<T, BuildInputs> inputs) {
        Map<String, T> seen = new LinkedHashMap<>();
        for (T target : targets) {
            ResolvedTarget one = resolved.apply(target);
            if (!one.image().mustBeBuilt()) {
                continue;
            }
            T first = seen.putIfAbsent(one.image().reference(), target);
            if (first != null) {
                inputs.apply(first)
                        .difference(inputs.apply(target))
                        .ifPresent(what -> findings.accept(twoBuilds(resolved.apply(first), one, what)));
            }
        }
    }

    private Problem twoBuilds(ResolvedTarget first, ResolvedTarget second, String what) {
        return error(
                "V44",
                second.key(),
                "the targets '" + first.key() + "' and '" + second.key() + "' build "
                        + first.image().reference() + " in different ways (" + what + ")",
                "give each target a tag of its own, for example image.tag " + suggestedTag(first) + " and "
                        + suggestedTag(second));
    }

    private static String suggestedTag(ResolvedTarget target) {
        return target.key().replaceAll("[^A-Za-z0-9_.-]", "-");
    }

    /** The proxy of a server can lead a domain to one app only. */
    void domains(List<ResolvedTarget> targets) {
        Map<String, String> seen = new LinkedHashMap<>();
        for (ResolvedTarget target : targets) {
            Site site = new Site(places, places.target(target.key()), target.origins());
            for (int i = 0; i < target.domains().size(); i++) {
                DomainConfig domain = target.domains().get(i);
                KeyPath key = KeyPath.of("domains").index(i);
                once(site, target, key.key("domain"), domain.domain().orElse(""), seen);
                for (int j = 0; j < domain.aliases().size(); j++) {
                    once(
                            site,
                            target,
                            key.key("aliases").index(j),
                            domain.aliases().get(j),
                            seen);
                }
            }
        }
    }

    private void once(Site site, ResolvedTarget target, KeyPath key, String domain, Map<String, String> seen) {
        String first = seen.putIfAbsent(Ascii.lower(domain) + "@" + target.server(), target.key());
        if (first != null) {
            findings.accept(site.warning(
                    "3.5",
                    key,
                    "the domain " + domain + " is given twice for " + target.server() + ", first by '" + first + "'",
                    "a domain leads to one app only"));
        }
    }

    private Problem error(String rule, String key, String message, String hint) {
        return new Problem(
                Problem.Severity.ERROR, rule, TARGETS, message, places.locate(TARGETS.key(key)), Optional.of(hint));
    }
}
