package dev.haloy;

import dev.haloy.deploy.DeployEvent;
import dev.haloy.deploy.Deployer;
import dev.haloy.deploy.Hook;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What goes on around a run.
 *
 * @param eachRun makers of listeners of one run each
 * @param hooks hooks in code, in the order they were added
 */
record Around(List<Supplier<? extends Consumer<DeployEvent>>> eachRun, List<Hook> hooks) {
    static final Around NOTHING = new Around(List.of(), List.of());

    Around with(Hook hook) {
        return new Around(eachRun, longer(hooks, hook));
    }

    Around with(Supplier<? extends Consumer<DeployEvent>> listeners) {
        return new Around(longer(eachRun, listeners), hooks);
    }

    private static <T> List<T> longer(List<T> list, T last) {
        List<T> longer = new ArrayList<>(list);
        longer.add(last);
        return List.copyOf(longer);
    }

    Deployer around(Deployer deployer) {
        return deployer.withListeners(eachRun).withHooks(hooks);
    }
}
