package dev.haloy.cli;

import dev.haloy.secret.provider.NamedProvider;
import dev.haloy.secret.provider.SecretProviders;
import dev.haloy.world.World;
import java.nio.file.Path;
import java.util.List;

/** What {@code --secret-provider} says: {@code NAME=COMMAND}, {@code NAME=file:FILE} or {@code NAME=folder:FOLDER}. */
final class GivenProvider {
    private static final String COMMAND = "command:";
    private static final String FILE = "file:";
    private static final String FOLDER = "folder:";

    private GivenProvider() {}

    static NamedProvider parse(String option, World world) {
        int equals = option.indexOf('=');
        String name = option.substring(0, Math.max(0, equals)).strip();
        String kind = option.substring(equals + 1).strip();
        try {
            if (kind.startsWith(FILE)) {
                return SecretProviders.file(name(name), path(world, kind.substring(FILE.length())));
            }
            if (kind.startsWith(FOLDER)) {
                return SecretProviders.folder(name(name), path(world, kind.substring(FOLDER.length())));
            }
            String command = (kind.startsWith(COMMAND) ? kind.substring(COMMAND.length()) : kind).strip();
            return SecretProviders.command(name(name), world, List.of(command.split("\\s+")));
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "--secret-provider wants NAME=COMMAND, such as vault=./read-secret.sh, NAME=file:FILE"
                            + " or NAME=folder:FOLDER: " + e.getMessage());
        }
    }

    private static String name(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("the name is missing");
        }
        return name;
    }

    private static Path path(World world, String text) {
        return world.environment().workingDirectory().resolve(text);
    }
}
