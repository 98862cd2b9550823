package dev.haloy.image;

import dev.haloy.resolve.ReadyTarget;
import dev.haloy.secret.Secret;
import dev.haloy.secret.Text;
import dev.haloy.world.ProcessRunner.Command;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The command that builds an image. Arguments are named, and their values stand in the environment of the program: everybody on
 * the machine can read what is on a command line.
 */
final class BuildCommand {
    private BuildCommand() {}

    /**
     * The command with these variables and those of the arguments.
     *
     * @throws DockerException if a secret would have to stand on the command line
     */
    static Command of(BuildDefinition build, Map<String, String> variables) {
        Map<String, String> environment = new LinkedHashMap<>(variables);
        List<String> words = new ArrayList<>(List.of("docker", "build"));
        words.addAll(List.of("-f", build.files().dockerfile().toString(), "--platform", build.platform()));
        for (ReadyTarget.Value arg : build.args()) {
            words.add("--build-arg");
            words.add(isForDockerItself(arg.name()) ? plain(build, arg) : arg.name());
            if (!isForDockerItself(arg.name())) {
                environment.put(arg.name(), value(arg.text()));
            }
        }
        words.addAll(List.of("-t", build.reference(), build.files().context().toString()));
        return new Command(words, build.directory(), environment);
    }

    /** A variable that the program heeds itself would lead it astray. */
    private static boolean isForDockerItself(String name) {
        return name.startsWith("DOCKER_")
                || name.startsWith("BUILDX_")
                || name.startsWith("LD_")
                || List.of("PATH", "HOME", "TMPDIR").contains(name);
    }

    private static String plain(BuildDefinition build, ReadyTarget.Value arg) {
        if (arg.text() instanceof Secret) {
            throw new DockerException(
                    "The build argument " + arg.name() + " of " + build.reference()
                            + " has a secret value, and the docker program heeds a variable of that name itself; give it another name");
        }
        return arg.name() + "=" + value(arg.text());
    }

    private static String value(Text text) {
        return text instanceof Secret secret ? secret.reveal() : text.shown();
    }
}
