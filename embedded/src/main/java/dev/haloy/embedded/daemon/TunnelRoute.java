package dev.haloy.embedded.daemon;

import dev.haloy.embedded.docker.Container;
import dev.haloy.embedded.wire.RawConnection;
import dev.haloy.embedded.wire.RawSide;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Connects a client with a port of a container. */
final class TunnelRoute {
    private static final List<Map.Entry<String, String>> SWITCHED =
            List.of(Map.entry("Upgrade", "tcp"), Map.entry("Connection", "Upgrade"));

    private final Site site;
    private final Lifetime life;
    private final AppTraits traits;
    private int open;

    TunnelRoute(Site site, Lifetime life, AppTraits traits) {
        this.site = site;
        this.life = life;
        this.traits = traits;
    }

    Route route() {
        return Route.bare("/v1/tunnel/*", this::connect);
    }

    int openTunnels() {
        return open;
    }

    private void connect(Route.Call call) {
        ContainerChoice choice = ContainerChoice.of(site.docker(), call.parameter(), call.query("container"), false);
        if (!site.docker().isReachable()) {
            call.reply().error(500, "the containers cannot be listed");
        } else if (choice.isNone()) {
            call.reply().error(404, "this app has no such running container");
        } else {
            connect(call, choice.containers().get(0));
        }
    }

    private void connect(Route.Call call, Container container) {
        if (!container.spec().hasReadableLabels()) {
            call.reply().error(500, "the labels of the container cannot be read");
            return;
        }
        if (!container.isRunning()
                || !List.of("haloy", "host").contains(container.spec().network())) {
            call.reply().error(500, "the container has no address on the network haloy");
            return;
        }
        String wanted = call.query("port");
        String port = wanted.isEmpty() ? container.spec().port() : wanted;
        Optional<RawSide.Opener> listener = traits.listener(container, port);
        if (listener.isEmpty()) {
            call.reply().error(502, "nobody listens on port " + port + " of the container");
        } else {
            call.reply().stream().upgrade(SWITCHED, client -> new Tunnel(container, client, listener.get()));
        }
    }

    /** An open tunnel; it breaks when the container goes down or the daemon dies. */
    private final class Tunnel implements RawSide {
        private final Container container;
        private final RawSide side;
        private final Runnable breakOff;

        Tunnel(Container container, RawConnection client, RawSide.Opener listener) {
            this.container = container;
            this.breakOff = client::close;
            open++;
            life.atEnd(breakOff);
            container.attach(breakOff);
            side = listener.open(client);
        }

        @Override
        public void bytes(byte[] piece) {
            side.bytes(piece);
        }

        @Override
        public void inputEnded() {
            side.inputEnded();
        }

        @Override
        public void drained() {
            side.drained();
        }

        @Override
        public void gone() {
            open--;
            life.notAtEnd(breakOff);
            container.detach(breakOff);
            side.gone();
        }
    }
}
