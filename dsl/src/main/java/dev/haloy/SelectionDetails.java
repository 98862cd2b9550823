package dev.haloy;

import dev.haloy.config.ConfigException;
import dev.haloy.config.LoadedConfig;
import dev.haloy.deploy.DeployPolicy;
import dev.haloy.resolve.Explanation;
import dev.haloy.resolve.ReadyTarget;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a selection is made of, for tools; from {@link Selection#details()}. Asks no server. Immutable and safe to share. */
public final class SelectionDetails {
    private final Setting setting;
    private final Preparation preparation;

    SelectionDetails(Setting setting, Preparation preparation) {
        this.setting = setting;
        this.preparation = preparation;
    }

    /**
     * What the chosen targets mean with every value at hand: variables and secrets are looked up. Deploying does it by itself.
     *
     * @return in the same order as {@link Selection#targets()}
     * @throws ConfigException with every problem of the chosen targets at once
     */
    public List<ReadyTarget> readyTargets() {
        return preparation.withValues();
    }

    /**
     * Explains a setting in every chosen target, protected ones included; see {@link Selection#explain}.
     *
     * @return one explanation for each target, in order
     * @throws ConfigException if there is no such setting, or a target has no variable of that name
     */
    public List<Explanation> explainEach(String path) {
        return preparation.explainers().stream().map(each -> each.explain(path)).toList();
    }

    /** The configuration it is a part of. */
    public LoadedConfig config() {
        return preparation.config();
    }

    /** How its runs behave. */
    public DeployPolicy policy() {
        return setting.policy();
    }

    /** Names of the images that code gives instead of having them built, whether a target uses them or not. */
    public Set<String> givenImages() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(setting.images().keySet()));
    }

    /** What was chosen. */
    @Override
    public String toString() {
        return "details of " + preparation.chosen();
    }
}
