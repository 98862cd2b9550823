package dev.haloy;

import dev.haloy.client.ServerClient;
import dev.haloy.client.ServerDirectory;
import dev.haloy.client.ServerVersion;
import dev.haloy.config.ConfigException;
import dev.haloy.config.ServerAddress;
import dev.haloy.operate.ServerAccess;
import dev.haloy.secret.Secret;
import dev.haloy.world.World;
import java.time.Duration;
import java.util.List;

/**
 * The servers that this machine has tokens for: {@code client.yaml} and the file of variables beside it, in the configuration
 * directory. The command line and this class see the same ones.
 */
public final class Servers {
    private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(15);

    private final World world;

    Servers(World world) {
        this.world = world;
    }

    /**
     * The known servers, in the order of the file.
     *
     * @throws ConfigException if the file cannot be read
     */
    public List<ServerDirectory.Entry> list() {
        return directory().list();
    }

    /**
     * Remembers a server that is not known yet.
     *
     * @throws ConfigException if it is known already, or cannot be remembered; nothing was changed then
     * @throws IllegalArgumentException if the address is none
     */
    public void add(String address, Secret token) {
        directory().add(ServerAddress.parse(address), token, false);
    }

    /**
     * Remembers a server, or replaces the token of a known one.
     *
     * @throws ConfigException if it cannot be remembered; nothing was changed then
     * @throws IllegalArgumentException if the address is none
     */
    public void replace(String address, Secret token) {
        directory().add(ServerAddress.parse(address), token, true);
    }

    /**
     * Remembers a server whose token a program keeps, one of those that Docker calls credential helpers. The token reaches it on its
     * standard input.
     *
     * @param helper what follows {@code docker-credential-} in the program's name, for example {@code pass}, or its path
     * @throws ConfigException if the program fails, or the server cannot be remembered; nothing was changed here then
     * @throws IllegalArgumentException if the address is none
     */
    public void replaceInHelper(String helper, String address, Secret token) {
        directory().addToHelper(ServerAddress.parse(address), token, true, helper);
    }

    /**
     * Forgets a server and its token.
     *
     * @return whether it was known
     * @throws ConfigException if the file cannot be read, or a program does not give the token up; nothing was changed then
     * @throws IllegalArgumentException if the address is none
     */
    public boolean delete(String address) {
        return directory().delete(ServerAddress.parse(address));
    }

    /**
     * Asks a server, known or not, whether it takes a token.
     *
     * @return what the server runs
     * @throws dev.haloy.client.ServerException if it cannot be reached within 15 seconds, or refuses the token
     * @throws IllegalArgumentException if the address is none
     */
    public ServerVersion check(String address, Secret token) {
        ServerClient client = new ServerClient(world, ServerAddress.parse(address), token, CHECK_TIMEOUT);
        return world.await(client.version());
    }

    /**
     * One of them, or any that {@code HALOY_API_TOKEN} is for.
     *
     * @throws IllegalArgumentException if the address is none
     */
    public SelectedServers at(String address) {
        return of(List.of(ServerAddress.parse(address)));
    }

    /** All of them, in the order of the file. */
    public SelectedServers all() {
        return new SelectedServers(
                world,
                () -> access(list().stream().map(ServerDirectory.Entry::address).toList()));
    }

    private SelectedServers of(List<ServerAddress> addresses) {
        return new SelectedServers(world, () -> access(addresses));
    }

    private List<ServerAccess> access(List<ServerAddress> addresses) {
        ServerDirectory directory = directory();
        return addresses.stream()
                .map(address -> new ServerAccess(address, () -> directory.token(address)))
                .toList();
    }

    private ServerDirectory directory() {
        return ServerDirectory.of(world);
    }

    /** Which configuration directory is meant. */
    @Override
    public String toString() {
        return "Servers[" + world.environment().configDirectory() + "]";
    }
}
