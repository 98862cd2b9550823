package dev.haloy.examples;

import dev.haloy.Haloy;
import dev.haloy.Selection;
import dev.haloy.client.ContainerChoice;
import dev.haloy.operate.TargetExec;
import dev.haloy.operate.Tunnel;
import dev.haloy.operate.TunnelOptions;
import java.util.List;

/** Runs a command in every container of production, then leads a port of this machine to one. */
public final class RunInContainers {
    private RunInContainers() {}

    /** Prints what the command printed, and where the tunnel was. */
    public static void main(String... args) {
        run(Haloy.load("haloy.yaml").target("production")).forEach(System.out::println);
    }

    static List<TargetExec> run(Selection production) {
        // tag::exec[]
        List<TargetExec> results = production.containers().tryExec(ContainerChoice.all(), "printenv", "HOSTNAME");
        try (Tunnel tunnel = production.containers().openTunnel(TunnelOptions.fromFreePort())) {
            System.out.println("localhost:" + tunnel.localPort() + " is " + tunnel.app());
        }
        // end::exec[]
        return results;
    }
}
