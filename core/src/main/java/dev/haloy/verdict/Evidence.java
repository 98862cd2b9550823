package dev.haloy.verdict;

import dev.haloy.client.DeploymentId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Everything that was seen of one attempt to deploy, in the order it was seen. Immutable.
 *
 * @param app the app
 * @param server the server
 * @param replicas how many containers were asked for
 * @param isHealthChecked whether the server asks the containers whether they are well; it does so only for apps with domains
 * @param sightings what was seen
 */
public record Evidence(String app, String server, int replicas, boolean isHealthChecked, List<Sighting> sightings) {
    /** Makes private copies. */
    public Evidence {
        sightings = List.copyOf(sightings);
    }

    /** Nothing was seen yet. */
    public static Evidence none(String app, String server, int replicas, boolean isHealthChecked) {
        return new Evidence(app, server, replicas, isHealthChecked, List.of());
    }

    /** The same and one more sighting. */
    public Evidence plus(Sighting sighting) {
        List<Sighting> more = new ArrayList<>(sightings.size() + 1);
        more.addAll(sightings);
        more.add(sighting);
        return new Evidence(app, server, replicas, isHealthChecked, more);
    }

    /** The last sighting of a kind. */
    public <S extends Sighting> Optional<S> last(Class<S> kind) {
        return last(kind, sighting -> true);
    }

    /** The last sighting of a kind that fits. */
    public <S extends Sighting> Optional<S> last(Class<S> kind, Predicate<S> fits) {
        for (int i = sightings.size() - 1; i >= 0; i--) {
            if (kind.isInstance(sightings.get(i))) {
                S sighting = kind.cast(sightings.get(i));
                if (fits.test(sighting)) {
                    return Optional.of(sighting);
                }
            }
        }
        return Optional.empty();
    }

    /** The first sighting of a kind that fits. */
    public <S extends Sighting> Optional<S> first(Class<S> kind, Predicate<S> fits) {
        return sightings.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(fits)
                .findFirst();
    }

    /** Whether there is a sighting of a kind. */
    public boolean has(Class<? extends Sighting> kind) {
        return last(kind).isPresent();
    }

    /** The id the request carried. */
    public Optional<DeploymentId> id() {
        return last(Sighting.Sent.class).map(Sighting.Sent::id);
    }

    /** How far time has come, as far as the sightings tell. */
    public Instant now() {
        return sightings.stream().map(Sighting::at).max(Instant::compareTo).orElse(Instant.EPOCH);
    }

    /** Whether the server certainly took the request. */
    public boolean wasTaken() {
        return has(Sighting.Accepted.class)
                || has(Sighting.Mentioned.class)
                || has(Sighting.Marker.class)
                || sawOwnContainers();
    }

    /** Whether a status ever showed containers of this deployment. */
    public boolean sawOwnContainers() {
        return last(Sighting.Status.class, this::showsOwn).isPresent();
    }

    /** Whether a status shows this deployment. */
    boolean showsOwn(Sighting.Status seen) {
        return seen.status()
                .filter(status -> id().filter(status.deploymentId()::equals).isPresent())
                .isPresent();
    }
}
