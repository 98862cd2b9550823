package dev.haloy.cli;

import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.EmbeddedHaloyds;
import dev.haloy.embedded.http.HttpFront;
import dev.haloy.embedded.http.SelectorLoop;
import dev.haloy.world.Environment;
import dev.haloy.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Servers of this machine that play those of a configuration, over real HTTP, and a World in which they are the only ones. */
final class Stage implements AutoCloseable {
    private static final String TOKEN = "demo-token";

    private final SelectorLoop loop;
    private final int speed;
    private final EmbeddedHaloyds haloyds;
    private final Map<String, URI> hosts = new LinkedHashMap<>();
    private final List<HttpFront> fronts = new ArrayList<>();
    private final Path folder;

    /** A stage on which time runs this many times faster. */
    Stage(int speed) {
        this.speed = speed;
        this.loop = new SelectorLoop(speed);
        this.haloyds = EmbeddedHaloyds.on(loop);
        try {
            this.folder = Files.createTempDirectory("haloy-demo");
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for the demo: " + e.getMessage(), e);
        }
    }

    Stage server(String address, String version) {
        EmbeddedHaloyd haloyd = haloyds.add(address, TOKEN, options -> options.version(version));
        HttpFront front = HttpFront.listen(loop, 0, haloyd.service());
        fronts.add(front);
        hosts.put(address, front.uri());
        return this;
    }

    /** A server of this stage, to be scripted. */
    EmbeddedHaloyd at(String address) {
        return haloyds.at(address);
    }

    Map<String, URI> hosts() {
        return hosts;
    }

    /** The folder hooks run in; gone when the stage is closed. */
    Path folder() {
        return folder;
    }

    /** The given World with these servers, these variables and this speed. */
    World world(World outside, Map<String, String> variables) {
        Map<String, String> all = new LinkedHashMap<>(outside.environment().variables());
        all.put("HALOY_CONFIG_DIR", folder.toString());
        all.put("HALOY_API_TOKEN", TOKEN);
        all.putAll(variables);
        return outside.but()
                .http(new LoopbackHttpClient(outside.http(), hosts))
                .environment(new Environment(all, folder, outside.environment().home()))
                .timeScale(speed)
                .ownLanes()
                .build();
    }

    @Override
    public void close() {
        fronts.forEach(HttpFront::close);
        haloyds.close();
        try {
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // Hooks may have left files there; a temporary folder may stay.
        }
    }
}
