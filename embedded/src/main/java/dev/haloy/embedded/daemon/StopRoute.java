package dev.haloy.embedded.daemon;

import dev.haloy.embedded.docker.Container;
import java.util.List;

/** Stops an app. Everything happens after the answer, and only the server's log tells of it. */
final class StopRoute {
    private final Site site;

    StopRoute(Site site) {
        this.site = site;
    }

    Route route() {
        return Route.post("/v1/stop/*", this::stop);
    }

    private void stop(Route.Call call) {
        boolean remove = call.query("remove-containers").equals("true");
        boolean volumes = remove && call.query("remove-volumes").equals("true");
        call.reply().accepted();
        String app = call.parameter();
        if (!site.docker().isReachable()) {
            site.log()
                    .publish(LogEntry.error("The containers of " + app + " cannot be stopped")
                            .about(app)
                            .with("error", "the Docker engine does not answer"));
            return;
        }
        List<Container> all = site.docker().containersOf(app);
        new Remover(site.time(), site.docker(), all, () -> stopped(app, all, remove, volumes)).stop();
    }

    private void stopped(String app, List<Container> all, boolean remove, boolean volumes) {
        site.log()
                .publish(LogEntry.info("The containers of " + app + " were stopped")
                        .about(app)
                        .with("stopped_count", Integer.toString(all.size()))
                        .with("container_ids", ids(all)));
        if (remove) {
            new Remover(site.time(), site.docker(), all, () -> removed(app, all, volumes)).remove();
        }
    }

    private void removed(String app, List<Container> all, boolean volumes) {
        site.log()
                .publish(LogEntry.info("The containers of " + app + " were removed")
                        .about(app)
                        .with("removed_count", Integer.toString(all.size()))
                        .with("container_ids", ids(all)));
        if (volumes) {
            List<String> names = site.docker().volumesOf(app);
            names.forEach(site.docker()::removeVolume);
            site.log()
                    .publish(LogEntry.info("The volumes of " + app + " were removed")
                            .about(app)
                            .with("removed_count", Integer.toString(names.size())));
        }
    }

    private static String ids(List<Container> containers) {
        return containers.stream().map(Container::shortId).toList().toString().replace(",", "");
    }
}
