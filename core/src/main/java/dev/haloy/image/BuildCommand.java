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
 *
 * <p>An argument that the Dockerfile mounts as a secret goes in as one, so that it stays out of the image. Only BuildKit mounts secrets,
 * and whether it is at hand need not be asked: without it such a Dockerfile cannot be built at all, and Docker says so.
 */
final class BuildCommand {
    private static final String BUILDKIT = "DOCKER_BUILDKIT";

    private final BuildDefinition build;
    private final Dockerfile dockerfile;
    private final Map<String, String> environment;
    private final List<String> words = new ArrayList<>(List.of("docker", "build"));

    private BuildCommand(BuildDefinition build, Map<String, String> variables) {
        this.build = build;
        this.dockerfile = build.dockerfile();
        this.environment = new LinkedHashMap<>(variables);
    }

    /**
     * The command with these variables and those of the arguments.
     *
     * @throws DockerException if a secret would have to stand on the command line
     */
    static Command of(BuildDefinition build, Map<String, String> variables) {
        return new BuildCommand(build, variables).command();
    }

    private Command command() {
        words.addAll(List.of("-f", build.files().dockerfile().toString(), "--platform", build.platform()));
        for (ReadyTarget.Value arg : build.args()) {
            if (dockerfile.mounts(arg.name())) {
                mount(arg);
            }
            if (dockerfile.takesAsArgument(arg.name())) {
                pass(arg);
            }
        }
        words.addAll(List.of("-t", build.reference(), build.files().context().toString()));
        return new Command(words, build.directory(), environment);
    }

    private void mount(ReadyTarget.Value arg) {
        String variable = isForDockerItself(arg.name()) ? "HALOY_SECRET_" + arg.name() : arg.name();
        words.addAll(List.of("--secret", "id=" + arg.name() + ",env=" + variable));
        environment.put(variable, value(arg.text()));
        // The docker program of versions before 23 has BuildKit, but uses it only if told to.
        environment.putIfAbsent(BUILDKIT, "1");
    }

    private void pass(ReadyTarget.Value arg) {
        words.add("--build-arg");
        if (isForDockerItself(arg.name())) {
            words.add(plain(arg));
        } else {
            words.add(arg.name());
            environment.put(arg.name(), value(arg.text()));
        }
    }

    /** A variable that the program heeds itself would lead it astray. */
    private static boolean isForDockerItself(String name) {
        return name.startsWith("DOCKER_")
                || name.startsWith("BUILDX_")
                || name.startsWith("LD_")
                || List.of("PATH", "HOME", "TMPDIR").contains(name);
    }

    private String plain(ReadyTarget.Value arg) {
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
