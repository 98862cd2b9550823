package dev.haloy.secret.provider;

import dev.haloy.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Makes providers of the usual kinds, for secrets that are no further away than a program or a file. Register one with its
 * name; the {@code secret_providers} of the configuration need not mention it.
 *
 * <pre>{@code
 * NamedProvider vault = SecretProviders.command("vault", world, List.of("./read-secret", "--raw"));
 * project.withSecrets(vault.name(), vault);   // vault:db/password runs ./read-secret --raw db/password
 * }</pre>
 *
 * <p>All of them look anew at every call, answer only references that begin with their name, may be used by several threads,
 * and fail with a {@link dev.haloy.secret.SecretException} that names the reference and never has a value in it.
 */
public final class SecretProviders {
    private SecretProviders() {}

    /**
     * Takes what a program prints, for at most two minutes.
     *
     * @see #command(String, World, List, Duration)
     */
    public static NamedProvider command(String name, World world, List<String> command) {
        return command(name, world, command, SecretSources.DEFAULT_LIMIT);
    }

    /**
     * Takes what a program prints on standard output, without the last line break. The program gets the path of the reference
     * as its last argument; no shell takes part. An exit status other than 0 means that there is no such secret; what the
     * program says on standard error is not repeated, since nobody knows what it prints there.
     *
     * @param name what references begin with
     * @param world where the program runs and what it sees
     * @param command the program and its first arguments
     * @param limit how long it may take before it is killed
     * @throws IllegalArgumentException if the command is empty
     */
    public static NamedProvider command(String name, World world, List<String> command, Duration limit) {
        if (command.isEmpty() || command.get(0).isBlank()) {
            throw new IllegalArgumentException("the program is missing");
        }
        return new CommandProvider(name, List.copyOf(command), world, limit);
    }

    /**
     * Takes values from a file that is not encrypted, by key: {@code vault:db.url} is {@code url} below {@code db}.
     *
     * @param name what references begin with
     * @param file ends in {@code .yaml}, {@code .yml}, {@code .json}, {@code .env} or {@code .dotenv}; at most 4 MB
     * @throws IllegalArgumentException if it has another ending
     */
    public static NamedProvider file(String name, Path file) {
        String fileName = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        String format = KeyedText.formatOf(fileName)
                .orElseThrow(() ->
                        new IllegalArgumentException("'" + file + "' must end in .yaml, .yml, .json, .env or .dotenv"));
        return new FileProvider(name, file.toAbsolutePath(), format);
    }

    /**
     * Takes each value from a file of its own, as container platforms mount them: {@code vault:db/password} is the text of
     * {@code db/password} in the folder, without its last line break.
     *
     * @param name what references begin with
     * @param folder nothing outside it is read, unless a link in it leads there
     */
    public static NamedProvider folder(String name, Path folder) {
        return new FolderProvider(name, folder.toAbsolutePath().normalize());
    }
}
