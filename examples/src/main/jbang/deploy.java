///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 17+
//DEPS dev.haloy:haloy:0.1.0-SNAPSHOT
import dev.haloy.Haloy;

class deploy {
    public static void main(String... args) {
        var result = Haloy.load("haloy.yaml").allTargets().tryDeploy();
        System.out.println(result);
        System.exit(result.exitCode());
    }
}
