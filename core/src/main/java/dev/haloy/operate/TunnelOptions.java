package dev.haloy.operate;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * From where to where a tunnel leads.
 *
 * @param localPort the port on this machine; 0 takes a free one
 * @param remotePort the port of the container; the one that the app was deployed with by default
 * @param container the container whose id begins so; the newest by default
 */
public record TunnelOptions(int localPort, OptionalInt remotePort, Optional<String> container) {
    private static final int HIGHEST = 65_535;

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if a port is none
     */
    public TunnelOptions {
        if (localPort < 0 || localPort > HIGHEST) {
            throw new IllegalArgumentException(localPort + " is no port of this machine");
        }
        if (remotePort.isPresent() && (remotePort.getAsInt() < 1 || remotePort.getAsInt() > HIGHEST)) {
            throw new IllegalArgumentException(remotePort.getAsInt() + " is no port of a container");
        }
    }

    /** From a free port of this machine to the port of the app, in its newest container. */
    public static TunnelOptions fromFreePort() {
        return fromPort(0);
    }

    /** From this port of this machine to the port of the app, in its newest container. */
    public static TunnelOptions fromPort(int localPort) {
        return new TunnelOptions(localPort, OptionalInt.empty(), Optional.empty());
    }

    /** The same to another port of the container. */
    public TunnelOptions toPort(int port) {
        return new TunnelOptions(localPort, OptionalInt.of(port), container);
    }

    /** The same to the container whose id begins so. */
    public TunnelOptions toContainer(String id) {
        return new TunnelOptions(localPort, remotePort, Optional.of(id));
    }
}
