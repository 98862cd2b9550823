package dev.haloy;

import dev.haloy.deploy.DeployEvent;
import dev.haloy.deploy.Deployer;
import dev.haloy.deploy.Hook;
import dev.haloy.lock.Locks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What goes on around a run.
 *
 * @param eachRun makers of listeners of one run each
 * @param hooks hooks in code, in the order they were added
 * @param locks how targets are locked, if they are
 */
record Around(List<Supplier<? extends Consumer<DeployEvent>>> eachRun, List<Hook> hooks, Optional<Locks> locks) {
    static final Around NOTHING = new Around(List.of(), List.of(), Optional.empty());

    Around with(Hook hook) {
        return new Around(eachRun, longer(hooks, hook), locks);
    }

    Around with(Supplier<? extends Consumer<DeployEvent>> listeners) {
        return new Around(longer(eachRun, listeners), hooks, locks);
    }

    Around with(Locks given) {
        return new Around(eachRun, hooks, Optional.of(given));
    }

    private static <T> List<T> longer(List<T> list, T last) {
        List<T> longer = new ArrayList<>(list);
        longer.add(last);
        return List.copyOf(longer);
    }

    Deployer around(Deployer deployer) {
        Deployer hooked = deployer.withListeners(eachRun).withHooks(hooks);
        return locks.map(hooked::withLocks).orElse(hooked);
    }
}
