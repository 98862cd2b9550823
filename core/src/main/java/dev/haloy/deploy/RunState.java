package dev.haloy.deploy;

import dev.haloy.verdict.Outcome;
import java.time.Instant;
import java.util.ArrayList;
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
final class RunState {
    private final RunSpec spec;
    private final Map<String, TargetState> targets;
    private final Map<String, ServerState> servers;
    private final int globalPreDone;
    private final int globalPostDone;
    private final Optional<HookRef> globalHook;
    private final List<String> runProblems;
    private final boolean cancelled;
    private final Instant now;

    private RunState(
            RunSpec spec,
            Map<String, TargetState> targets,
            Map<String, ServerState> servers,
            int globalPreDone,
            int globalPostDone,
            Optional<HookRef> globalHook,
            List<String> runProblems,
            boolean cancelled,
            Instant now) {
        this.spec = spec;
        this.targets = targets;
        this.servers = servers;
        this.globalPreDone = globalPreDone;
        this.globalPostDone = globalPostDone;
        this.globalHook = globalHook;
        this.runProblems = runProblems;
        this.cancelled = cancelled;
        this.now = now;
    }

    /** The state before the first fact. */
    static RunState begin(RunSpec spec) {
        Map<String, TargetState> targets = new LinkedHashMap<>();
        Map<String, ServerState> servers = new LinkedHashMap<>();
        for (RunSpec.TargetSpec target : spec.targets()) {
            targets.put(target.key(), new TargetState(target));
            servers.putIfAbsent(target.server(), new ServerState());
        }
        return new RunState(spec, targets, servers, 0, 0, Optional.empty(), List.of(), false, Instant.MIN);
    }

    /** The state after one more fact. */
    RunState apply(Fact fact) {
        RunState moved = fact.on(at(fact.at().isAfter(now) ? fact.at() : now));
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
        DeployPolicy policy = DeployPolicy.builder(again.policy())
                .onFailure(spec.policy().onFailure())
                .build();
        return new RunState(
                again.by(policy),
                changed,
                servers,
                globalPreDone,
                globalPostDone,
                globalHook,
                runProblems,
                cancelled,
                this.now);
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
        return new RunState(again, followed, followedServers, 0, 0, Optional.empty(), List.of(), false, now);
    }

    // What facts change; called by facts.

    RunState target(String key, Consumer<TargetState> change) {
        Map<String, TargetState> changed = new LinkedHashMap<>(targets);
        changed.computeIfPresent(key, (k, target) -> target.with(change));
        return new RunState(
                spec, changed, servers, globalPreDone, globalPostDone, globalHook, runProblems, cancelled, now);
    }

    RunState server(String key, Consumer<ServerState> change) {
        Map<String, ServerState> changed = new LinkedHashMap<>(servers);
        changed.computeIfPresent(key, (k, server) -> server.with(change));
        return new RunState(
                spec, targets, changed, globalPreDone, globalPostDone, globalHook, runProblems, cancelled, now);
    }

    RunState marker(Fact.MarkerSeen fact) {
        Optional<TargetState> own =
                on(fact.server()).filter(target -> target.isOwn(fact.id())).findFirst();
        boolean looksAgain = own.map(TargetState::isUpdateWithDomain).orElse(fact.routed());
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

    RunState globalHookEnded(Fact.HookEnded fact) {
        boolean before = fact.hook().stage() == HookRef.Stage.GLOBAL_PRE;
        RunState ended = new RunState(
                spec,
                targets,
                servers,
                globalPreDone + (before ? 1 : 0),
                globalPostDone + (before ? 0 : 1),
                Optional.empty(),
                runProblems,
                cancelled,
                now);
        return fact.problem().map(ended::runProblem).orElse(ended);
    }

    RunState runProblem(String problem) {
        List<String> problems = new ArrayList<>(runProblems);
        problems.add(problem);
        return new RunState(
                spec,
                targets,
                servers,
                globalPreDone,
                globalPostDone,
                globalHook,
                List.copyOf(problems),
                cancelled,
                now);
    }

    RunState globalHookBegan(HookRef hook) {
        return new RunState(
                spec, targets, servers, globalPreDone, globalPostDone, Optional.of(hook), runProblems, cancelled, now);
    }

    /** Nothing goes on any more; what may have changed meanwhile is asked again. */
    RunState resume(Instant at) {
        List<String> problems = new ArrayList<>(runProblems);
        globalHook.ifPresent(hook -> problems.add(TargetState.interrupted(hook)));
        RunState state = new RunState(
                spec,
                targets,
                servers,
                globalPreDone,
                globalPostDone,
                Optional.empty(),
                List.copyOf(problems),
                false,
                now);
        for (String server : servers.keySet()) {
            state = state.server(server, ServerState::resumed);
        }
        for (String target : targets.keySet()) {
            state = state.target(target, t -> t.resumed(at));
        }
        return state;
    }

    RunState cancel() {
        return new RunState(spec, targets, servers, globalPreDone, globalPostDone, globalHook, runProblems, true, now);
    }

    private RunState at(Instant moment) {
        return new RunState(
                spec, targets, servers, globalPreDone, globalPostDone, globalHook, runProblems, cancelled, moment);
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
        return new RunState(
                spec, longer, state.servers, globalPreDone, globalPostDone, globalHook, runProblems, cancelled, now);
    }

    int globalPreDone() {
        return globalPreDone;
    }

    int globalPostDone() {
        return globalPostDone;
    }

    List<String> runProblems() {
        return runProblems;
    }

    boolean isCancelled() {
        return cancelled;
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
