package dev.haloy.client;

import dev.haloy.config.ConfigException;
import dev.haloy.config.ServerAddress;
import dev.haloy.error.KeyPath;
import dev.haloy.error.Problem;
import dev.haloy.error.SourceLocation;
import dev.haloy.internal.clientyaml.ClientYaml;
import dev.haloy.resolve.EnvFiles;
import dev.haloy.resolve.Origin;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.secret.Secret;
import dev.haloy.world.Environment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The servers this machine knows and their tokens, in the files of the original command line tool: {@code client.yaml} says
 * which variable has the token of which server, and {@code .env} beside it sets that variable.
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

    private ServerDirectory(Path directory, Environment environment, boolean sharedToken) {
        this.directory = directory;
        this.environment = environment;
        this.sharedToken = sharedToken;
    }

    /** The directory that these variables, and the {@code .env} file of the working directory, lead to. */
    public static ServerDirectory of(Environment process) {
        EnvFiles files = EnvFiles.forCommands(process);
        return new ServerDirectory(files.clientDirectory(), files.environment(), true);
    }

    /** The same, never offering the token in {@code HALOY_API_TOKEN}, which is meant for any server at all. */
    public ServerDirectory withoutSharedToken() {
        return new ServerDirectory(directory, environment, false);
    }

    /**
     * A server that is known.
     *
     * @param address its address
     * @param written how the file spells it
     * @param tokenVariable the variable that should have its token
     * @param hasToken whether that variable is set
     */
    public record Entry(ServerAddress address, String written, Optional<String> tokenVariable, boolean hasToken) {}

    /**
     * All known servers, in the order of the file; entries that are no address are left out.
     *
     * @throws ConfigException if {@code client.yaml} cannot be read
     */
    public List<Entry> list() {
        List<Entry> entries = new ArrayList<>();
        read().servers()
                .forEach((written, variable) -> parse(written)
                        .ifPresent(address -> entries.add(new Entry(
                                address,
                                written,
                                variable,
                                variable.flatMap(environment::variable).isPresent()))));
        return List.copyOf(entries);
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
        Map<String, Optional<String>> servers = read().servers();
        Optional<String> entry = find(servers, address);
        Optional<String> variable = entry.flatMap(key -> servers.getOrDefault(key, Optional.empty()));
        Optional<String> token = variable.flatMap(from::variable);
        Optional<String> shared = sharedToken ? from.variable(SHARED_TOKEN) : Optional.empty();
        return token.or(() -> shared).map(Secret::of).orElseThrow(() -> {
            String why = entry.isEmpty()
                    ? servers.isEmpty() ? "no server is known on this machine" : "it is not among the known servers"
                    : variable.map(name -> "its variable " + name + " is not set or empty")
                            .orElse("its entry names no variable");
            String hint =
                    "run 'haloy server add " + address + " <token>'" + (sharedToken ? " or set " + SHARED_TOKEN : "");
            return refuse(
                    "There is no way to log in.",
                    problem("8.4", path, "there is no API token for " + address + ": " + why, location, hint));
        });
    }

    /**
     * Remembers a server and its token.
     *
     * @param force whether to replace the token of a server that is known already
     * @throws ConfigException if the server is known and {@code force} is not set, the token is empty or cannot be
     *     stored, or the files cannot be read; nothing was changed then
     */
    public void add(ServerAddress address, Secret token, boolean force) {
        if (token.isEmpty()) {
            throw notAdded("the token is empty", "give the token of the server");
        }
        ClientYaml yaml = read();
        Optional<String> known = find(yaml.servers(), address);
        if (known.isPresent() && !force) {
            throw notAdded(address + " is known already", "use force to replace its token");
        }
        String key = known.orElse(address.key());
        String variable = yaml.servers()
                .getOrDefault(key, Optional.empty())
                .orElseGet(() -> TokenVariable.unused(address, yaml.servers().values()));
        ClientFiles files = new ClientFiles(directory);
        ClientYaml changed = files.changed(() -> yaml.withServer(key, variable));
        files.setToken(variable, token);
        files.writeYaml(changed);
    }

    private static ConfigException notAdded(String message, String hint) {
        return refuse("The server was not added.", problem("8.5", KeyPath.ROOT, message, Optional.empty(), hint));
    }

    /**
     * Forgets a server and its token.
     *
     * @return whether it was known
     * @throws ConfigException if the files cannot be read; nothing was changed then
     */
    public boolean delete(ServerAddress address) {
        ClientYaml yaml = read();
        Optional<String> key = find(yaml.servers(), address);
        if (key.isEmpty()) {
            return false;
        }
        ClientFiles files = new ClientFiles(directory);
        ClientYaml changed = files.changed(() -> yaml.without(key.get()));
        Optional<String> variable = yaml.servers().getOrDefault(key.get(), Optional.empty());
        // A variable that another server uses too stays.
        variable.filter(name -> !changed.servers().containsValue(Optional.of(name)))
                .ifPresent(files::removeToken);
        files.writeYaml(changed);
        return true;
    }

    private ClientYaml read() {
        return new ClientFiles(directory).readYaml();
    }

    /** The entry of a server, however it is spelled. */
    private static Optional<String> find(Map<String, Optional<String>> servers, ServerAddress address) {
        return servers.keySet().stream()
                .filter(written -> parse(written).filter(address::equals).isPresent())
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
