package dev.haloy.testkit;

import dev.haloy.deploy.Plan;
import dev.haloy.resolve.ResolvedTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** What runs at the beginning of a rehearsal. */
final class Starts {
    private static final String TAG = "before";

    private Starts() {}

    /** An older version of every target, with as many containers as the new one will have. */
    static void previous(Scene scene) {
        for (ResolvedTarget target : scene.targets()) {
            scene.appOf(target.key()).running(TAG, target.replicas(), domains(target));
        }
    }

    /** What a plan saw; what it saw in another state than running is not there. */
    static Consumer<Scene> seenBy(Plan plan) {
        return scene -> {
            for (Plan.Step step : plan.steps()) {
                step.now()
                        .filter(now -> now.state().equals("running") && now.containers() > 0)
                        .ifPresent(now -> install(scene, step.target(), now));
            }
        };
    }

    /** New versions must be younger, by their ids, than what runs. */
    private static void install(Scene scene, String target, Plan.Running now) {
        scene.appOf(target).runningAs(now.id().value(), TAG, now.containers(), domains(scene.target(target)));
        Instant time = scene.servers().time().instant();
        Instant made = now.id().time().orElse(time);
        if (!made.isBefore(time)) {
            scene.servers().time().advance(Duration.between(time, made).plusSeconds(1));
        }
    }

    private static String[] domains(ResolvedTarget target) {
        return target.domains().stream()
                .flatMap(domain -> domain.domain().stream())
                .toArray(String[]::new);
    }
}
