package dev.haloy.embedded.daemon;

import dev.haloy.embedded.docker.Container;
import dev.haloy.embedded.docker.Domain;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which containers get the visitors of which app. Held by the proxy, so it outlives the daemon. */
final class RouteTable {
    private final Set<String> out = new HashSet<>();
    private Map<String, Route> routes = new TreeMap<>();
    private Runnable watcher = () -> {};

    /** The version of an app that is served; no containers: visitors get an error page. */
    record Route(String deploymentId, List<String> containerIds, List<Domain> domains) {}

    /** The table as it should be after a health check of the whole server. */
    Map<String, Route> after(List<HealthChecker.Verdict> verdicts) {
        Map<String, Route> next = new TreeMap<>();
        for (HealthChecker.Verdict verdict : verdicts) {
            if (verdict.isHealthy()) {
                next.merge(verdict.container().spec().app(), routeTo(verdict.container()), RouteTable::newer);
            }
        }
        routes.forEach(
                (app, route) -> next.putIfAbsent(app, new Route(route.deploymentId(), List.of(), route.domains())));
        return next;
    }

    private static Route routeTo(Container container) {
        return new Route(
                container.spec().deploymentId(),
                List.of(container.id()),
                container.spec().domains());
    }

    private static Route newer(Route one, Route other) {
        int order = one.deploymentId().compareTo(other.deploymentId());
        if (order != 0) {
            return order > 0 ? one : other;
        }
        List<String> both = new ArrayList<>(one.containerIds());
        both.addAll(other.containerIds());
        return new Route(one.deploymentId(), both, one.domains());
    }

    boolean equalsTable(Map<String, Route> other) {
        return routes.equals(other);
    }

    /** Whether two apps claim the same name, which the proxy does not accept. */
    static boolean isContradictory(Map<String, Route> table) {
        Set<String> taken = new HashSet<>();
        for (Route route : table.values()) {
            for (Domain domain : route.domains()) {
                for (String name : domain.allNames()) {
                    if (!taken.add(name)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Runs this whenever visitors are sent elsewhere. */
    void watch(Runnable newWatcher) {
        watcher = newWatcher;
    }

    void replace(Map<String, Route> table) {
        routes = table;
        watcher.run();
    }

    /** Puts a version there without any update. */
    void put(String app, Route route) {
        routes.put(app, route);
        watcher.run();
    }

    /** The deployment that gets the traffic of an app; empty if none does. */
    String routedId(String app) {
        Route route = routes.get(app);
        return route == null ? "" : route.deploymentId();
    }

    /** The containers that the visitors of an app are sent to. */
    List<String> containerIds(String app) {
        Route route = routes.get(app);
        return route == null
                ? List.of()
                : route.containerIds().stream().filter(id -> !out.contains(id)).toList();
    }

    /** Whether a container is meant to get visitors, even if it was taken out for a while. */
    boolean isRouted(String app, String containerId) {
        Route route = routes.get(app);
        return route != null && route.containerIds().contains(containerId);
    }

    boolean isOut(String containerId) {
        return out.contains(containerId);
    }

    void takeOut(String containerId) {
        out.add(containerId);
        watcher.run();
    }

    void bringBack(String containerId) {
        out.remove(containerId);
        watcher.run();
    }

    List<Domain> domains() {
        List<Domain> domains = new ArrayList<>();
        routes.values().forEach(route -> domains.addAll(route.domains()));
        return domains;
    }

    /** 64 hex digits that change with the table. */
    String fingerprint() {
        String digits = Integer.toHexString(routes.hashCode());
        return ("0".repeat(8 - digits.length()) + digits).repeat(8);
    }
}
