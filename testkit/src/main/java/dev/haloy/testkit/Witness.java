package dev.haloy.testkit;

import dev.haloy.deploy.DeployEvent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Watches one rehearsed run: counts what is down, and looks at the properties after every step that has changed something. */
final class Witness implements Consumer<DeployEvent> {
    private final RunMoment moment;
    private final Set<Property> intact;
    private final List<String> violations = new ArrayList<>();
    private int replicasDown;
    private boolean changed = true;

    private Witness(Scene scene, List<Property> properties) {
        moment = new RunMoment(scene);
        intact = new LinkedHashSet<>(properties);
    }

    /** Watches from now on. */
    static Witness of(Scene scene, List<Property> properties) {
        Witness witness = new Witness(scene, properties);
        scene.servers().all().forEach(server -> server.watch(() -> witness.changed = true));
        scene.servers().time().afterEachTask(witness::look);
        return witness;
    }

    @Override
    public void accept(DeployEvent event) {
        if (event instanceof DeployEvent.TargetStarted started) {
            started.target().ifPresent(moment::started);
            changed = true;
        } else if (event instanceof DeployEvent.TargetFinished finished) {
            finished.target().ifPresent(target -> moment.finished(target, finished.outcome()));
            changed = true;
        }
    }

    private void look() {
        if (!changed) {
            return;
        }
        changed = false;
        replicasDown = Math.max(replicasDown, moment.replicasDown());
        for (Property property : List.copyOf(intact)) {
            if (!property.holds(moment)) {
                intact.remove(property);
                violations.add("'" + property + "' did not hold after " + Durations.words(moment.elapsed()));
            }
        }
    }

    /** How many containers were missing at worst. */
    int replicasDown() {
        return replicasDown;
    }

    /** What did not hold, each property at the first moment. */
    List<String> violations() {
        return List.copyOf(violations);
    }
}
