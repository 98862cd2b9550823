package dev.haloy.embedded;

import dev.haloy.embedded.daemon.AppTraits;
import dev.haloy.embedded.daemon.Machine;
import dev.haloy.embedded.daemon.ServerClock;
import dev.haloy.embedded.daemon.Settings;
import dev.haloy.embedded.daemon.Turns;
import dev.haloy.embedded.docker.Container;
import dev.haloy.embedded.docker.Domain;
import dev.haloy.embedded.fault.FaultRule;
import dev.haloy.embedded.fault.FaultyWire;
import dev.haloy.embedded.fault.RandomFaults;
import dev.haloy.embedded.script.Behaviour;
import dev.haloy.embedded.script.Fate;
import dev.haloy.embedded.script.Quirk;
import dev.haloy.embedded.wire.BodyService;
import dev.haloy.embedded.wire.TimeLine;
import dev.haloy.embedded.wire.WireService;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One server with a haloyd, a Docker engine and a proxy, all of them behaviour without substance. Script what shall
 * happen, let a client loose on it, then ask what really happened. Safe to call from any thread.
 */
public final class EmbeddedHaloyd {
    private static final Duration A_DAY = Duration.ofDays(1);

    private final String address;
    private final Settings settings;
    private final Turns turns;
    private final ServerClock clock;
    private final Machine machine;
    private final FaultyWire wire;
    private final WireService service;
    private int installed;

    EmbeddedHaloyd(String address, TimeLine time, HaloydOptions options) {
        this.address = address;
        settings = options.settings();
        turns = new Turns(time);
        clock = new ServerClock(turns);
        machine = new Machine(clock, settings);
        wire = new FaultyWire(turns, machine, address, settings.quirks().contains(Quirk.PROXY));
        BodyService inTurn =
                (head, answer) -> turns.ask(() -> new TurnsBody(turns, wire.begin(head, clock.dated(answer))));
        service = inTurn.forFronts();
    }

    /** The name under which clients know it. */
    public String address() {
        return address;
    }

    /** What clients must bring along. */
    public String token() {
        return settings.token();
    }

    /** The server as a front sees it. */
    public WireService service() {
        return service;
    }

    /** Says something about an app. */
    public AppScript app(String name) {
        return new AppScript(this, name);
    }

    /** Says something about an image, by the reference that a deployment asks for, for example {@code shop:v2}. */
    public ImageScript image(String reference) {
        return new ImageScript(turns, machine.docker().images(), reference);
    }

    /** The disk, and the layers and images on it. */
    public StorageScript storage() {
        return new StorageScript(turns, machine);
    }

    /** Says something about a registry, by the host that references begin with; {@code docker.io} for those without. */
    public RegistryScript registry(String host) {
        return new RegistryScript(turns, machine.docker().registries(), host);
    }

    /** Takes the certificate of a domain away; the next deployment obtains a new one. */
    public EmbeddedHaloyd loseCertificate(String domain) {
        turns.take(() -> machine.loseCertificate(domain, false));
        return this;
    }

    /** Takes the certificate of a domain away, and none can be obtained. */
    public EmbeddedHaloyd refuseCertificate(String domain) {
        turns.take(() -> machine.loseCertificate(domain, true));
        return this;
    }

    /** Whether the daemon can talk to Docker; it can by default. Containers go on either way. */
    public EmbeddedHaloyd dockerReachable(boolean reachable) {
        turns.take(() -> machine.dockerReachable(reachable));
        return this;
    }

    /** Adds a fault; of several rules that fit a request the one added first acts. */
    public EmbeddedHaloyd fault(FaultRule rule) {
        turns.take(() -> wire.add(rule));
        return this;
    }

    /** Faults by chance from now on, where no rule acts. */
    public EmbeddedHaloyd faults(RandomFaults faults) {
        turns.take(() -> wire.chance(faults));
        return this;
    }

    /** All goes well again: no rules, no chance, no latency. */
    public EmbeddedHaloyd withoutFaults() {
        turns.take(wire::reset);
        return this;
    }

    /** How long every request is under way before it is executed; zero by default. */
    public EmbeddedHaloyd latency(Duration duration) {
        turns.take(() -> wire.latency(duration));
        return this;
    }

    /** Sets its clock wrong by this much, negative if it is behind: what it writes and answers is dated by that. */
    public EmbeddedHaloyd clockAhead(Duration duration) {
        turns.take(() -> clock.ahead(duration));
        return this;
    }

    /**
     * Kills the daemon, as soon as time goes on: streams are cut, deployments lose their ends, containers stay. Five
     * seconds later it is back and takes over what it finds.
     */
    public void restart() {
        turns.after(Duration.ZERO, machine::crash);
    }

    /** As {@link #restart()}, but the daemon stays away this long; the proxy answers for it meanwhile. */
    public void restart(Duration downFor) {
        turns.after(Duration.ZERO, () -> machine.crash(downFor));
    }

    /** How often the daemon was killed, by {@link #restart} or by a request that it did not survive. */
    public int restarts() {
        return turns.ask(machine::deaths);
    }

    /** The containers of an app, newest first, in whatever state. */
    public List<ContainerView> containers(String app) {
        return turns.ask(() -> machine.docker().containersOf(app).stream()
                .map(ContainerView::of)
                .toList());
    }

    /** The deployments of an app that its visitors reach: one, or none. Apps without domains have no visitors. */
    public List<String> serving(String app) {
        return turns.ask(() -> machine.serving(app));
    }

    /** How many containers of an app do its work: those that are up, and that visitors are sent to if the app has domains. */
    public int working(String app) {
        return turns.ask(() -> machine.working(app));
    }

    /** The deployments of an app that the daemon has accepted, and those that were there from the start, in that order. */
    public List<String> deployments(String app) {
        return turns.ask(() -> machine.accepted(app));
    }

    /**
     * Runs this whenever a container goes up or down, or visitors are sent elsewhere, in the middle of that: look at the server
     * afterwards, for example by {@link VirtualTime#afterEachTask}. Of several watchers the last one counts.
     */
    public EmbeddedHaloyd watch(Runnable watcher) {
        turns.take(() -> machine.watch(watcher));
        return this;
    }

    /** The newest version of an app that has a running container. */
    public Optional<RunningVersion> running(String app) {
        return turns.ask(() -> {
            List<Container> up = machine.docker().containersOf(app).stream()
                    .filter(Container::isRunning)
                    .toList();
            return up.stream()
                    .map(container -> container.spec().deploymentId())
                    .max(String::compareTo)
                    .map(id -> version(id, up));
        });
    }

    private static RunningVersion version(String id, List<Container> up) {
        List<Container> own = up.stream()
                .filter(container -> container.spec().deploymentId().equals(id))
                .toList();
        String image = own.get(0).spec().source();
        return new RunningVersion(id, image, image.substring(image.lastIndexOf(':') + 1), own.size());
    }

    /** What really became of a deployment, at this moment. */
    public Fate fate(String deploymentId) {
        return turns.ask(() -> machine.fate(deploymentId));
    }

    /**
     * The ends that the daemon declared for a deployment, in order: true for success. Usually one; none if it got lost,
     * two if the daemon contradicts itself.
     */
    public List<Boolean> declaredEnds(String deploymentId) {
        return turns.ask(() -> machine.verdicts(deploymentId));
    }

    /** All requests so far, in the order they were sent. */
    public List<ReceivedRequest> requests() {
        return turns.ask(() -> wire.seen().stream().map(ReceivedRequest::new).toList());
    }

    /** How many tunnels clients have open. */
    public int openTunnels() {
        return turns.ask(machine::openTunnels);
    }

    /** How many log streams clients have open. */
    public int openStreams() {
        return turns.ask(machine::openStreams);
    }

    /** The daemon's log so far, across restarts, one line per entry. */
    public List<String> log() {
        return turns.ask(machine::journal);
    }

    String newDeploymentId(String app, String tag) {
        return turns.ask(() -> {
            long millis = turns.instant().minus(A_DAY).toEpochMilli() + installed;
            installed++;
            return DeploymentIds.of(millis, 31L * app.hashCode() + tag.hashCode());
        });
    }

    void remember(String app, String id, String image) {
        turns.take(() -> machine.remember(app, id, image));
    }

    void tellTraits(Consumer<AppTraits> news) {
        turns.take(() -> news.accept(machine.traits()));
    }

    <T> T askTraits(Function<AppTraits, T> question) {
        return turns.ask(() -> question.apply(machine.traits()));
    }

    void sick(String app, boolean yes) {
        turns.take(() -> machine.docker().containersOf(app).forEach(container -> container.sick(yes)));
    }

    /** Readers of the output are told on the thread of the time line. */
    void print(String app, String text) {
        turns.after(
                Duration.ZERO, () -> machine.docker().containersOf(app).forEach(container -> container.print(text)));
    }

    void install(String app, String id, String image, int replicas, List<String> domains) {
        turns.take(() -> machine.install(
                app, id, image, replicas, domains.stream().map(Domain::of).toList()));
    }

    void scriptNext(String app, Behaviour behaviour) {
        turns.take(() -> machine.script(app, behaviour));
    }

    void scriptAlways(String app, Behaviour behaviour) {
        turns.take(() -> machine.scriptAlways(app, behaviour));
    }

    void stop() {
        turns.after(Duration.ZERO, machine::stop);
    }

    @Override
    public String toString() {
        return "haloyd at " + address;
    }
}
