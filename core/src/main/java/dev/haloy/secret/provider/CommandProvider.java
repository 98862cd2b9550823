package dev.haloy.secret.provider;

import dev.haloy.secret.Secret;
import dev.haloy.secret.SecretException;
import dev.haloy.secret.SecretRef;
import dev.haloy.world.ProcessRunner;
import dev.haloy.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Secrets that a program prints. */
record CommandProvider(String name, List<String> command, World world, Duration limit) implements NamedProvider {
    @Override
    public Optional<Secret> find(SecretRef ref) {
        if (!ref.provider().equals(name)) {
            return Optional.empty();
        }
        List<String> arguments = new ArrayList<>(command);
        arguments.add(ref.path());
        ProcessRunner.Finished finished;
        try {
            finished = new Commands(world, limit).run(arguments, world.environment());
        } catch (LookupException e) {
            throw new SecretException("'" + ref + "' cannot be had: " + e.getMessage());
        }
        if (finished.exitStatus() != 0) {
            throw new SecretException(
                    "'" + ref + "' cannot be had: " + command.get(0) + " ended with status " + finished.exitStatus());
        }
        return Optional.of(Secret.of(SecretFiles.withoutLastBreak(finished.output())));
    }

    /** Name and program only: arguments may be confidential. */
    @Override
    public String toString() {
        return name + "=" + command.get(0);
    }
}
