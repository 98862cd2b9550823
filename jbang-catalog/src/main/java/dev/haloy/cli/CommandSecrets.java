package dev.haloy.cli;

import dev.haloy.secret.Secret;
import dev.haloy.secret.SecretException;
import dev.haloy.secret.SecretProvider;
import dev.haloy.secret.SecretRef;
import dev.haloy.world.ProcessRunner;
import dev.haloy.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Secrets that a program prints: {@code NAME=COMMAND} on the command line.
 *
 * @param name the provider's name in references
 * @param command the program and its first arguments; the reference's path becomes the last one. No shell takes part
 * @param world where it runs
 */
record CommandSecrets(String name, List<String> command, World world) implements SecretProvider {
    private static final int MAX_BYTES = 1 << 20;

    static CommandSecrets parse(String option, World world) {
        int equals = option.indexOf('=');
        String command = option.substring(equals + 1).strip();
        if (equals < 1 || command.isEmpty()) {
            throw new UsageException("--secret-provider wants NAME=COMMAND, such as vault=./read-secret.sh");
        }
        return new CommandSecrets(option.substring(0, equals).strip(), List.of(command.split("\\s+")), world);
    }

    @Override
    public Optional<Secret> find(SecretRef ref) {
        if (!ref.provider().equals(name)) {
            return Optional.empty();
        }
        List<String> arguments = new ArrayList<>(command);
        arguments.add(ref.path());
        ProcessRunner.Finished finished = world.await(world.processes()
                .capture(
                        new ProcessRunner.Command(
                                arguments,
                                world.environment().workingDirectory(),
                                world.environment().variables()),
                        MAX_BYTES));
        if (finished.exitStatus() != 0) {
            // Its standard error is not quoted: nobody knows what the program prints there.
            throw new SecretException("'" + command.get(0) + "' ended with status " + finished.exitStatus());
        }
        return Optional.of(Secret.of(withoutLastBreak(finished.output())));
    }

    private static String withoutLastBreak(String output) {
        return output.endsWith("\r\n")
                ? output.substring(0, output.length() - 2)
                : output.endsWith("\n") ? output.substring(0, output.length() - 1) : output;
    }

    /** Name and program only. */
    @Override
    public String toString() {
        return name + "=" + command.get(0);
    }
}
