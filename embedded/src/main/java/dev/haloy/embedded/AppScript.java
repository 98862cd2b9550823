package dev.haloy.embedded;

import dev.haloy.embedded.script.Behaviour;
import java.util.List;

/** Says what one app of one server looks like and how its next deployments go. */
public final class AppScript {
    private final EmbeddedHaloyd haloyd;
    private final String app;

    AppScript(EmbeddedHaloyd haloyd, String app) {
        this.haloyd = haloyd;
        this.app = app;
    }

    /** One healthy container of image {@code app:tag} runs and serves {@code app.example.test}. */
    public AppScript running(String tag) {
        return running(tag, 1, app + ".example.test");
    }

    /** That many healthy containers of image {@code app:tag} run, and serve the domains if there are any. */
    public AppScript running(String tag, int replicas, String... domains) {
        return runningAs(haloyd.newDeploymentId(app, tag), tag, replicas, domains);
    }

    /**
     * As {@link #running(String, int, String...)}, under this deployment id.
     *
     * @throws IllegalArgumentException if this deployment is there already
     */
    public AppScript runningAs(String deploymentId, String tag, int replicas, String... domains) {
        haloyd.install(app, deploymentId, app + ":" + tag, replicas, List.of(domains));
        return this;
    }

    /** How the next deployment goes. Called several times: the one after that, and so on. */
    public AppScript nextDeployment(Behaviour behaviour) {
        haloyd.scriptNext(app, behaviour);
        return this;
    }

    /** How all deployments go that {@link #nextDeployment} says nothing about. */
    public AppScript everyDeployment(Behaviour behaviour) {
        haloyd.scriptAlways(app, behaviour);
        return this;
    }
}
