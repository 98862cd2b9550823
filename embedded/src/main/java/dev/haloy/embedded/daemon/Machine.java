package dev.haloy.embedded.daemon;

import dev.haloy.embedded.docker.Container;
import dev.haloy.embedded.docker.ContainerSpec;
import dev.haloy.embedded.docker.DockerEngine;
import dev.haloy.embedded.docker.Domain;
import dev.haloy.embedded.docker.LoadedImage;
import dev.haloy.embedded.docker.NameTakenException;
import dev.haloy.embedded.script.Behaviour;
import dev.haloy.embedded.script.Fate;
import dev.haloy.embedded.script.Quirk;
import dev.haloy.embedded.wire.BodyService;
import dev.haloy.embedded.wire.TimeLine;
import dev.haloy.embedded.wire.WireAnswer;
import dev.haloy.embedded.wire.WireBody;
import dev.haloy.embedded.wire.WireRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A server: Docker, the proxy, and the daemon while it is up. What survives the daemon is kept here. */
public final class Machine implements BodyService {
    private static final Duration DOWN_FOR = Duration.ofSeconds(5);

    final TimeLine time;
    final Settings settings;
    final Dialect dialect;
    final DockerEngine docker;
    final Ledger ledger = new Ledger();
    final CertificateStore certificates = new CertificateStore();
    final RouteTable routes = new RouteTable();
    final HistoryRows history = new HistoryRows();
    final StoredLogins logins = new StoredLogins();
    final Storage storage = new Storage();
    final AppTraits traits = new AppTraits();
    final Scripts scripts;
    final List<JournalLine> journal = new ArrayList<>();
    final SplittableRandom random;

    private @Nullable Haloyd daemon;
    private boolean stopped;
    private int deaths;

    /** A server whose daemon is up. All calls must come in turn, on the thread of the time line or under its lock. */
    public Machine(TimeLine time, Settings settings) {
        this.time = time;
        this.settings = settings;
        dialect = Dialect.of(settings.version());
        random = new SplittableRandom(settings.seed());
        docker = new DockerEngine(time, random.nextLong());
        scripts = new Scripts(docker.images());
        boot(false);
    }

    private void boot(boolean afterDeath) {
        if (stopped) {
            return;
        }
        Haloyd fresh = new Haloyd(this);
        daemon = fresh;
        fresh.start(afterDeath);
    }

    /** Kills the daemon; it is back after five seconds. */
    public void crash() {
        crash(DOWN_FOR);
    }

    /** Kills the daemon; it is back after this time. */
    public void crash(Duration downFor) {
        Haloyd running = daemon;
        if (running != null) {
            daemon = null;
            deaths++;
            running.die();
            ledger.settleAll();
            time.after(downFor, () -> boot(true));
        }
    }

    /** How often the daemon was killed and came back. */
    public int deaths() {
        return deaths;
    }

    /** Kills the daemon for good. */
    public void stop() {
        stopped = true;
        Haloyd running = daemon;
        if (running != null) {
            daemon = null;
            running.die();
        }
    }

    @Override
    public WireBody begin(WireRequest request, WireAnswer answer) {
        Haloyd running = daemon;
        if (settings.quirks().contains(Quirk.PROXY)) {
            return passedOn(running, request, answer);
        }
        if (running != null) {
            return running.begin(request, answer);
        }
        answer.cut();
        return WireBody.IGNORED;
    }

    private WireBody passedOn(@Nullable Haloyd running, WireRequest request, WireAnswer answer) {
        if (running == null) {
            Pages.unavailable(answer);
            return WireBody.IGNORED;
        }
        ProxyHop hop = new ProxyHop(time, answer, request.header("upgrade").isPresent());
        return new ProxiedBody(running.begin(request, hop), hop);
    }

    /** Open log streams of the daemon. */
    public int openStreams() {
        Haloyd running = daemon;
        return running == null ? 0 : running.openStreams();
    }

    /** Open tunnels to containers. */
    public int openTunnels() {
        Haloyd running = daemon;
        return running == null ? 0 : running.openTunnels();
    }

    /** Whether there is room for this many bytes; the layers nobody needs make room if there is none. */
    boolean hasRoomFor(long bytes) {
        if (bytes >= 0 && !storage.hasRoomFor(bytes)) {
            pruneLayers();
        }
        return bytes < 0 || storage.hasRoomFor(bytes);
    }

    /** Removes layers that no image of the history needs and nobody has used for an hour. */
    void pruneLayers() {
        Set<String> needed = new LinkedHashSet<>();
        for (HistoryRows.Row row : history.all()) {
            needed.addAll(docker.images().layersOf(row.imageReference()));
        }
        storage.layers.prune(time.instant(), needed);
    }

    /** How large its disk is. */
    public void diskSize(long bytes) {
        storage.size(bytes);
    }

    /** How long an image takes from the disk into Docker. */
    public void loadingTakes(Duration duration) {
        storage.loadingTakes(duration);
    }

    /** Keeps the bytes of what is uploaded from now on. */
    public void keepImagesIn(Path folder) {
        storage.keep(new KeptImages(folder));
    }

    /** Writes an image that was loaded; layers must have been kept. */
    public void exportImage(LoadedImage image, Path tar) {
        storage.kept()
                .orElseThrow(() -> new IllegalStateException("nothing was kept; keep images before they come"))
                .export(image, tar);
    }

    /** Takes the file of a layer away behind the daemon's back. */
    public void loseLayer(String digest) {
        storage.layers.loseFile(digest);
    }

    /** Digests of the layers that are there. */
    public List<String> layers() {
        return storage.layers.digests();
    }

    /** What was said about the containers of apps. */
    public AppTraits traits() {
        return traits;
    }

    /** Its Docker engine. */
    public DockerEngine docker() {
        return docker;
    }

    /** Runs this whenever a container goes up or down, or visitors are sent elsewhere. */
    public void watch(Runnable watcher) {
        docker.watch(watcher);
        routes.watch(watcher);
    }

    /** The deployments of an app that the daemon has accepted, in that order. */
    public List<String> accepted(String app) {
        return ledger.accepted(app);
    }

    /** Cuts the daemon off from Docker, or lets it find the way back. */
    public void dockerReachable(boolean reachable) {
        boolean back = reachable && !docker.isReachable();
        docker.reachable(reachable);
        Haloyd running = daemon;
        if (back && running != null) {
            running.lookAgain();
        }
    }

    /** What the next deployment of the app does. */
    public void script(String app, Behaviour behaviour) {
        scripts.next(app, behaviour);
    }

    /** What every deployment of the app does unless its turn was scripted. */
    public void scriptAlways(String app, Behaviour behaviour) {
        scripts.always(app, behaviour);
    }

    /** Takes the certificate of a domain away; {@code forGood}: and none can be had. */
    public void loseCertificate(String domain, boolean forGood) {
        if (forGood) {
            certificates.refuse(domain);
        } else {
            certificates.lose(domain);
        }
    }

    /** Puts a running, routed version there, as if it had been deployed long ago. */
    public void install(String app, String id, String image, int replicas, List<Domain> domains) {
        List<String> ids = new ArrayList<>();
        for (int replica = 1; replica <= replicas; replica++) {
            ids.add(installed(app, id, image, replica, replicas, domains).id());
        }
        Ledger.Deployment deployment = ledger.accept(id, app, replicas, Behaviour.healthy());
        deployment.started();
        deployment.settled();
        remember(app, id, image);
        if (!domains.isEmpty() && routes.routedId(app).compareTo(id) < 0) {
            routes.put(app, new RouteTable.Route(id, ids, domains));
        }
    }

    /** Puts a version into the history, as if it had run long ago. */
    public void remember(String app, String id, String image) {
        docker.images().tag(app + ":" + id, image);
        history.add(HistoryRows.Row.plain(app, id, image, settings.apiDomain()));
    }

    private Container installed(String app, String id, String image, int replica, int replicas, List<Domain> domains) {
        String name = app + "-" + id + (replicas > 1 ? "-r" + replica : "");
        try {
            Container container = docker.create(new ContainerSpec(
                    name,
                    app,
                    id,
                    "8080",
                    "/",
                    0,
                    domains,
                    "haloy",
                    app + ":" + id,
                    image,
                    replica,
                    Behaviour.healthy()));
            docker.startUnseen(container);
            return container;
        } catch (NameTakenException taken) {
            throw new IllegalArgumentException("Deployment " + id + " of " + app + " is there already", taken);
        }
    }

    /** How many containers of an app do its work: those that are up, and that visitors are sent to if the app has any. */
    public int working(String app) {
        List<String> routed = routes.containerIds(app);
        int working = 0;
        for (Container container : docker.containersOf(app)) {
            boolean sentTo = container.spec().domains().isEmpty() || routed.contains(container.id());
            working += container.isRunning() && sentTo ? 1 : 0;
        }
        return working;
    }

    /** Deployments that the visitors of an app reach. */
    public List<String> serving(String app) {
        List<String> routed = routes.containerIds(app);
        boolean up = docker.containersOf(app).stream()
                .anyMatch(container -> container.isRunning() && routed.contains(container.id()));
        return up ? List.of(routes.routedId(app)) : List.of();
    }

    /** What really became of a deployment. */
    public Fate fate(String deploymentId) {
        return ledger.fate(deploymentId, docker, time.instant());
    }

    /** Whether an end was declared, as far as the daemon tried to say so: successes and failures, in order. */
    public List<Boolean> verdicts(String deploymentId) {
        return ledger.marks(deploymentId).stream()
                .map(mark -> mark == Mark.SUCCESS)
                .toList();
    }

    /** The daemon's log as text, across restarts. */
    public List<String> journal() {
        return journal.stream().map(JournalLine::toString).toList();
    }
}
