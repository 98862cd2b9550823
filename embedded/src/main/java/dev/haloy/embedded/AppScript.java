package dev.haloy.embedded;

import dev.haloy.embedded.script.Behaviour;
import dev.haloy.embedded.script.ExecScript;
import dev.haloy.embedded.script.ExecutedCommand;
import dev.haloy.embedded.script.Layout;
import dev.haloy.embedded.wire.RawSide;
import java.util.List;
import java.util.Optional;

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

    /** Healthy containers of image {@code app:tag} run as the layout says. */
    public AppScript running(String tag, Layout layout) {
        List<String> domains = layout.domains().orElse(List.of(app + ".example.test"));
        return running(tag, layout.replicas(), domains.toArray(String[]::new));
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

    /**
     * Image {@code app:tag} ran some time ago and can be rolled back to: no container, but an entry in the history.
     *
     * @return the id of that deployment
     */
    public String ranBefore(String tag) {
        String id = haloyd.newDeploymentId(app, tag);
        haloyd.remember(app, id, app + ":" + tag);
        return id;
    }

    /** What becomes of commands in its containers; without a word they succeed at once and print nothing. */
    public AppScript exec(ExecScript script) {
        haloyd.tellTraits(traits -> traits.exec(app, script));
        return this;
    }

    /** The commands that were run in its containers, in order. */
    public List<ExecutedCommand> executed() {
        return haloyd.askTraits(traits -> traits.executed(app));
    }

    /** Something listens on a port of its containers; without a word, only its own port is open and speaks HTTP. */
    public AppScript listens(int port, RawSide.Opener listener) {
        haloyd.tellTraits(traits -> traits.port(app, Integer.toString(port), Optional.of(listener)));
        return this;
    }

    /** Nothing listens on a port of its containers. */
    public AppScript closes(int port) {
        haloyd.tellTraits(traits -> traits.port(app, Integer.toString(port), Optional.empty()));
        return this;
    }

    /** Its containers turn sick, or well again; what is checked next notices. */
    public AppScript sick(boolean yes) {
        haloyd.sick(app, yes);
        return this;
    }

    /** Its running containers print this as soon as time goes on; several lines at will. */
    public AppScript prints(String text) {
        haloyd.print(app, text);
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
