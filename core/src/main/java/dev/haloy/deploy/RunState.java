package dev.haloy.deploy;

import dev.haloy.verdict.Outcome;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The state of a run: its facts, folded. {@link #apply} takes the next fact, {@link #wanted} says what should be going on
 * now. Immutable and pure: no clock, no randomness, no I/O.
 */
final class RunState implements Cloneable {
    private final RunSpec spec;
    private Map<String, TargetState> targets;
    private Map<String, ServerState> servers;
    private Course course = new Course();
    private Instant now = Instant.MIN;

    private RunState(RunSpec spec, Map<String, TargetState> targets, Map<String, ServerState> servers) {
        this.spec = spec;
        this.targets = targets;
        this.servers = servers;
    }

    private RunState with(Consumer<RunState> change) {
        try {
            RunState copy = (RunState) clone();
            change.accept(copy);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    /** The state before the first fact. */
    static RunState begin(RunSpec spec) {
        Map<String, TargetState> targets = new LinkedHashMap<>();
        Map<String, ServerState> servers = new LinkedHashMap<>();
        for (RunSpec.TargetSpec target : spec.targets()) {
            targets.put(target.key(), new TargetState(target));
            servers.putIfAbsent(target.server(), new ServerState());
        }
        return new RunState(spec, targets, servers);
    }

    /** The state after one more fact. */
    RunState apply(Fact fact) {
        RunState moved = fact.on(with(s -> s.now = fact.at().isAfter(now) ? fact.at() : now));
        return new RunRules(moved).settle(this);
    }

    /** Whether no fact was folded in yet. */
    boolean isNew() {
        return now.equals(Instant.MIN);
    }

    /** Whether a fact can have changed anything for a target since an earlier state, other than by the passing of time. */
    boolean differsFor(TargetState target, RunState earlier) {
        return earlier.targets.get(target.spec.key()) != target
                || earlier.servers.get(target.spec.server()) != servers.get(target.spec.server());
    }

    /** The same state of a run that is gone on with: what stands in the way may have changed. */
    RunState goingOnAs(RunSpec now) {
        RunSpec again = now.withCodeOf(spec);
        Map<String, TargetState> changed = new LinkedHashMap<>(targets);
        for (RunSpec.TargetSpec target : again.targets()) {
            changed.computeIfPresent(target.key(), (key, state) -> state.with(t -> t.askedAgain(target)));
        }
        RunState state = new RunState(again, changed, servers);
        state.course = course;
        state.now = this.now;
        return state;
    }

    /** The same state, of the targets of this spec only, of which nothing is wanted but their end. */
    RunState onlyFollowing(RunSpec again) {
        Map<String, TargetState> followed = new LinkedHashMap<>();
        Map<String, ServerState> followedServers = new LinkedHashMap<>();
        for (RunSpec.TargetSpec target : again.targets()) {
            TargetState state = targets.get(target.key());
            if (state != null && state.isUnwatched()) {
                followed.put(target.key(), state.with(t -> t.followed(target)));
                followedServers.put(target.server(), servers.getOrDefault(target.server(), new ServerState()));
            }
        }
        RunState state = new RunState(again, followed, followedServers);
        state.now = now;
        return state;
    }

    // What facts change; called by facts.

    RunState target(String key, Consumer<TargetState> change) {
        Map<String, TargetState> changed = Slots.of(targets).with(key, target -> target.with(change));
        return with(s -> s.targets = changed);
    }

    RunState server(String key, Consumer<ServerState> change) {
        Map<String, ServerState> changed = Slots.of(servers).with(key, server -> server.with(change));
        return with(s -> s.servers = changed);
    }

    RunState marker(Fact.MarkerSeen fact) {
        Optional<TargetState> own =
                on(fact.server()).filter(target -> target.isOwn(fact.id())).findFirst();
        boolean troubled = server(fact.server()).troubled;
        boolean looksAgain = own.map(target -> target.isLookedAtAgain(troubled)).orElse(fact.routed());
        RunState state = looksAgain ? server(fact.server(), s -> s.updateEnded(fact.happenedAt())) : this;
        return own.isPresent() ? state.target(own.get().spec.key(), t -> t.marker(fact)) : state;
    }

    /** Changes what is known of images on these ways, for targets that still need them. */
    RunState images(Predicate<ImageSpec> which, UnaryOperator<ImageState> change) {
        RunState state = this;
        for (TargetState target : targets.values()) {
            boolean needed = !target.isDecided() && !target.isPosted();
            if (needed && target.spec.image().filter(which).isPresent()) {
                state = state.target(target.spec.key(), t -> t.image = change.apply(t.image));
            }
        }
        return state;
    }

    RunState daemonStarted(Fact.DaemonStarted fact) {
        RunState state = this;
        for (TargetState target : on(fact.server()).toList()) {
            state = state.target(target.spec.key(), t -> t.daemonStarted(fact));
        }
        return state;
    }

    /** Changes how far the run has come as a whole. */
    RunState course(Consumer<Course> change) {
        Course changed = course.with(change);
        return with(s -> s.course = changed);
    }

    /** Nothing goes on any more; what may have changed meanwhile is asked again. */
    RunState resume(Instant at) {
        RunState state = course(run -> run.resumed(at));
        for (String server : servers.keySet()) {
            state = state.server(server, ServerState::resumed);
        }
        for (String target : targets.keySet()) {
            state = state.target(target, t -> t.resumed(at));
        }
        return state;
    }

    /** The turn of the next wave: servers of its targets are entered anew. */
    RunState openNextWave() {
        RunState state = course(Course::nextWave);
        for (String key : spec.layout().waves().get(state.course.wave)) {
            TargetState target = targets.get(key);
            if (target != null && !target.isDecided()) {
                state = state.server(target.spec.server(), ServerState::beginAgain);
            }
        }
        return state;
    }

    /** Everything that should be going on now. Empty when the run is over. */
    Set<Activity> wanted() {
        Set<Activity> wanted = new LinkedHashSet<>();
        new RunRules(this).want(wanted);
        return wanted;
    }

    // What it is.

    RunSpec spec() {
        return spec;
    }

    Collection<TargetState> targets() {
        return targets.values();
    }

    Optional<TargetState> target(String key) {
        return Optional.ofNullable(targets.get(key));
    }

    ServerState server(String key) {
        ServerState server = servers.get(key);
        if (server == null) {
            throw new IllegalArgumentException("no target of this run is on " + key);
        }
        return server;
    }

    Set<String> serverKeys() {
        return servers.keySet();
    }

    /** The targets on a server, in declared order; behind them those that take others back. */
    Stream<TargetState> on(String server) {
        Stream<TargetState> declared = spec.keysOn(server).stream().map(targets::get);
        return hasUndoing()
                ? Stream.concat(
                        declared,
                        targets.values().stream()
                                .filter(target -> target.spec.undoes()
                                        && target.spec.server().equals(server)))
                : declared;
    }

    /** Whether the run takes targets back. */
    boolean hasUndoing() {
        return targets.size() > spec.targets().size();
    }

    /** The same with targets that take others back. */
    RunState undoing(List<TargetState> more) {
        Map<String, TargetState> longer = new LinkedHashMap<>(targets);
        RunState state = this;
        for (TargetState target : more) {
            longer.put(target.spec.key(), target);
            state = state.server(target.spec.server(), ServerState::beginAgain);
        }
        Map<String, ServerState> entered = state.servers;
        return with(s -> {
            s.targets = longer;
            s.servers = entered;
        });
    }

    Course course() {
        return course;
    }

    List<String> runProblems() {
        return course.problems;
    }

    boolean isCancelled() {
        return course.cancelled;
    }

    Instant now() {
        return now;
    }

    /** What became of a declared target, taking it back included. */
    Optional<Outcome> outcome(String key) {
        Optional<Outcome> back = target(RunSpec.TargetSpec.undoing(key)).flatMap(target -> target.outcome);
        return target(key).flatMap(target -> target.outcome).map(forward -> Compensation.together(forward, back));
    }
}
