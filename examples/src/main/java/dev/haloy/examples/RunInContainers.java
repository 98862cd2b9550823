package dev.haloy.examples;

import dev.haloy.Haloy;
import dev.haloy.Selection;
import dev.haloy.client.ContainerChoice;
import dev.haloy.operate.TargetExec;
import dev.haloy.operate.Tunnel;
import dev.haloy.operate.TunnelOptions;

/** Runs a command in every container of production, then connects with its port through a port of this machine. */
final class RunInContainers {
    private RunInContainers() {}

    public static void main(String... args) {
        Selection production = Haloy.load("haloy.yaml").target("production");
        for (TargetExec each : production.containers().tryExec(ContainerChoice.all(), "printenv", "HOSTNAME")) {
            System.out.println(each);
        }
        try (Tunnel tunnel = production.containers().openTunnel(TunnelOptions.fromFreePort())) {
            System.out.println(tunnel);
        }
    }
}
