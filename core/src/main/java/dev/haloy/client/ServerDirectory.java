package dev.haloy.client;

import dev.haloy.config.ConfigException;
import dev.haloy.config.ServerAddress;
import dev.haloy.error.KeyPath;
import dev.haloy.error.Problem;
import dev.haloy.error.SourceLocation;
import dev.haloy.internal.clientyaml.ClientYaml;
import dev.haloy.internal.clientyaml.ClientYaml.Place;
import dev.haloy.resolve.EnvFiles;
import dev.haloy.resolve.Origin;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.secret.Secret;
import dev.haloy.world.Environment;
import dev.haloy.world.World;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The servers this machine knows and their tokens, in the files of the original command line tool: {@code client.yaml} says
 * which variable has the token of which server, and {@code .env} beside it sets that variable. Instead of a variable it may name a
 * program that keeps the token ({@code credential_helper}), which is asked in the way of Docker's credential helpers.
 *
 * <p>Changes keep comments and everything that is not understood, replace a file in one step, and leave it readable for its
 * owner only. Reads the files each time it is asked; safe for use by several threads, but two writers at once may undo each
 * other's change.
 */
public final class ServerDirectory implements Tokens {
    private static final String SHARED_TOKEN = "HALOY_API_TOKEN";
    private static final KeyPath SERVER = KeyPath.of("server");

    private final Path directory;
    private final Environment environment;
    private final boolean sharedToken;
    private final HelperTokens helpers;

    private ServerDirectory(Path directory, Environment environment, boolean sharedToken, HelperTokens helpers) {
        this.directory = directory;
        this.environment = environment;
        this.sharedToken = sharedToken;
        this.helpers = helpers;
    }

    /** The directory that this World's variables, and {@code .env} in its working directory, lead to. */
    public static ServerDirectory of(World world) {
        EnvFiles files = EnvFiles.forCommands(world.environment());
        return new ServerDirectory(files.clientDirectory(), files.environment(), true, new HelperTokens(world));
    }

    /** The same, never offering the token in {@code HALOY_API_TOKEN}, which is meant for any server at all. */
    public ServerDirectory withoutSharedToken() {
        return new ServerDirectory(directory, environment, false, helpers);
    }

    /**
     * A server that is known.
     *
     * @param address its address
     * @param written how the file spells it
     * @param tokenVariable the variable that should have its token
     * @param helper the program that should have its token, as it is named in the file; it is not asked
     * @param hasToken whether that variable is set, or else there is such a program
     */
    public record Entry(
            ServerAddress address,
            String written,
            Optional<String> tokenVariable,
            Optional<String> helper,
            boolean hasToken) {}

    /**
     * All known servers, in the order of the file; entries that are no address are left out.
     *
     * @throws ConfigException if {@code client.yaml} cannot be read
     */
    public List<Entry> list() {
        List<Entry> entries = new ArrayList<>();
        read().servers()
                .forEach((written, place) ->
                        parse(written).ifPresent(address -> entries.add(entry(address, written, place))));
        return List.copyOf(entries);
    }

    private Entry entry(ServerAddress address, String written, Place place) {
        boolean isSet = place.variable().flatMap(environment::variable).isPresent();
        return new Entry(
                address,
                written,
                place.variable(),
                place.helper(),
                isSet || place.helper().isPresent());
    }

    /**
     * The token for a target's server: that of the file, else that of the server, else the shared one.
     *
     * @throws ConfigException if there is none; it names the command that adds one
     */
    @Override
    public Secret token(ReadyTarget target) {
        Optional<Secret> own = target.apiToken().filter(token -> !token.isEmpty());
        if (own.isPresent()) {
            return own.get();
        }
        Optional<Origin> written = Optional.ofNullable(target.target().origins().get(SERVER))
                .filter(origin -> origin.rule() != Origin.Rule.DEFAULT);
        KeyPath path = written.map(Origin::path).orElse(SERVER);
        Optional<SourceLocation> location = written.flatMap(Origin::location);
        return token(target.target().server(), target.environment(), path, location);
    }

    /**
     * The token for a server: the one listed for it, else the shared one.
     *
     * @throws ConfigException if there is none; it names the command that adds one
     */
    public Secret token(ServerAddress address) {
        return token(address, environment, KeyPath.ROOT, Optional.empty());
    }

    private Secret token(ServerAddress address, Environment from, KeyPath path, Optional<SourceLocation> location) {
        Optional<Place> place = find(read().servers(), address).map(Map.Entry::getValue);
        Optional<Secret> own =
                place.flatMap(Place::variable).flatMap(from::variable).map(Secret::of);
        Optional<String> helper = place.flatMap(Place::helper);
        if (own.isEmpty() && helper.isPresent()) {
            return fromHelper(helper.get(), address, path, location);
        }
        Optional<Secret> shared = sharedToken ? from.variable(SHARED_TOKEN).map(Secret::of) : Optional.empty();
        return own.or(() -> shared).orElseThrow(() -> noToken(address, place, path, location));
    }

    private Secret fromHelper(String helper, ServerAddress address, KeyPath path, Optional<SourceLocation> location) {
        try {
            return helpers.get(helper, address);
        } catch (CredentialHelper.FailedException e) {
            String hint = "run 'haloy server add " + address + " --force' to give it the token again";
            throw refuse(
                    "There is no way to log in.",
                    problem(
                            "8.4",
                            path,
                            "there is no API token for " + address + ": " + e.getMessage(),
                            location,
                            hint));
        }
    }

    private ConfigException noToken(
            ServerAddress address, Optional<Place> place, KeyPath path, Optional<SourceLocation> location) {
        String unknown =
                read().servers().isEmpty() ? "no server is known on this machine" : "it is not among the known servers";
        String why = place.map(known -> known.variable()
                        .map(name -> "its variable " + name + " is not set or empty")
                        .orElse("its entry names no variable"))
                .orElse(unknown);
        String hint = "run 'haloy server add " + address + " <token>'" + (sharedToken ? " or set " + SHARED_TOKEN : "");
        return refuse(
                "There is no way to log in.",
                problem("8.4", path, "there is no API token for " + address + ": " + why, location, hint));
    }

    /**
     * Remembers a server and its token. The token of a known server stays where it is: in its variable, or with its program.
     *
     * @param force whether to replace the token of a server that is known already
     * @throws ConfigException if the server is known and {@code force} is not set, the token is empty or cannot be
     *     stored, or the files cannot be read; nothing was changed then
     */
    public void add(ServerAddress address, Secret token, boolean force) {
        add(address, token, force, Optional.empty());
    }

    /**
     * The same, but a program keeps the token. A variable that had it before is not set any more.
     *
     * @param helper what follows {@code docker-credential-} in the program's name, or its path
     */
    public void addToHelper(ServerAddress address, Secret token, boolean force, String helper) {
        add(address, token, force, Optional.of(helper));
    }

    private void add(ServerAddress address, Secret token, boolean force, Optional<String> named) {
        if (token.isEmpty()) {
            throw notAdded("the token is empty", "give the token of the server");
        }
        ClientYaml yaml = read();
        Optional<Map.Entry<String, Place>> known = find(yaml.servers(), address);
        if (known.isPresent() && !force) {
            throw notAdded(address + " is known already", "use force to replace its token");
        }
        String key = known.map(Map.Entry::getKey).orElse(address.key());
        Optional<Place> before = known.map(Map.Entry::getValue);
        Place place = place(address, yaml, before, named);
        ClientFiles files = new ClientFiles(directory);
        ClientYaml changed = files.changed(() -> yaml.withServer(key, place));
        if (place.helper().isPresent()) {
            store(place.helper().get(), address, token);
            before.flatMap(Place::variable).ifPresent(variable -> removeUnused(files, changed, variable));
        } else {
            files.setToken(place.variable().orElseThrow(), token);
        }
        files.writeYaml(changed);
    }

    private static Place place(ServerAddress address, ClientYaml yaml, Optional<Place> before, Optional<String> named) {
        Optional<String> helper = named.or(() -> before.flatMap(Place::helper));
        return helper.map(Place::helper)
                .orElseGet(() -> before.filter(known -> known.variable().isPresent())
                        .orElseGet(() -> Place.variable(TokenVariable.unused(
                                address,
                                yaml.servers().values().stream()
                                        .flatMap(place -> place.variable().stream())
                                        .toList()))));
    }

    private void store(String helper, ServerAddress address, Secret token) {
        try {
            helpers.store(helper, address, token);
        } catch (CredentialHelper.FailedException e) {
            throw notAdded(String.valueOf(e.getMessage()), "is it installed and on the PATH?");
        }
    }

    private static ConfigException notAdded(String message, String hint) {
        return refuse("The server was not added.", problem("8.5", KeyPath.ROOT, message, Optional.empty(), hint));
    }

    /**
     * Forgets a server and its token.
     *
     * @return whether it was known
     * @throws ConfigException if the files cannot be read, or the program that keeps the token does not give it up; nothing was
     *     changed then
     */
    public boolean delete(ServerAddress address) {
        ClientYaml yaml = read();
        Optional<Map.Entry<String, Place>> known = find(yaml.servers(), address);
        if (known.isEmpty()) {
            return false;
        }
        ClientFiles files = new ClientFiles(directory);
        ClientYaml changed = files.changed(() -> yaml.without(known.get().getKey()));
        Place place = known.get().getValue();
        place.helper().ifPresent(helper -> erase(helper, address));
        place.variable().ifPresent(variable -> removeUnused(files, changed, variable));
        files.writeYaml(changed);
        return true;
    }

    private void erase(String helper, ServerAddress address) {
        try {
            helpers.erase(helper, address);
        } catch (CredentialHelper.FailedException e) {
            throw refuse(
                    "The server was not deleted.",
                    problem(
                            "8.5",
                            KeyPath.ROOT,
                            String.valueOf(e.getMessage()),
                            Optional.empty(),
                            "if that program is gone, remove the server's entry from client.yaml"));
        }
    }

    /** A variable that another server uses too stays. */
    private static void removeUnused(ClientFiles files, ClientYaml changed, String variable) {
        boolean used = changed.servers().values().stream()
                .anyMatch(place -> place.variable().equals(Optional.of(variable)));
        if (!used) {
            files.removeToken(variable);
        }
    }

    private ClientYaml read() {
        return new ClientFiles(directory).readYaml();
    }

    /** The entry of a server, however it is spelled. */
    private static Optional<Map.Entry<String, Place>> find(Map<String, Place> servers, ServerAddress address) {
        return servers.entrySet().stream()
                .filter(entry -> parse(entry.getKey()).filter(address::equals).isPresent())
                .findFirst();
    }

    private static Optional<ServerAddress> parse(String written) {
        try {
            return Optional.of(ServerAddress.parse(written));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static ConfigException refuse(String summary, Problem problem) {
        return new ConfigException(summary, List.of(problem));
    }

    private static Problem problem(
            String rule, KeyPath path, String message, Optional<SourceLocation> location, String hint) {
        return new Problem(Problem.Severity.ERROR, rule, path, message, location, Optional.of(hint));
    }
}
