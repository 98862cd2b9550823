package dev.haloy.lock.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL of the test's own, from the programs that are installed here. Tests are skipped where there are none, and fail if {@code
 * haloy.require} asks for {@code postgres}.
 */
final class Postgres implements AutoCloseable {
    private static final String USER = "postgres";
    private static final int TRIES = 5;

    private final Path programs;
    private final Path folder;
    private int port;

    private Postgres(Path programs, Path folder) {
        this.programs = programs;
        this.folder = folder;
    }

    static Postgres start() throws IOException, InterruptedException {
        Optional<Path> programs = installed();
        if (List.of(System.getProperty("haloy.require", "").split(",", -1)).contains(USER)) {
            assertThat(programs)
                    .as("PostgreSQL is required: install the package postgresql")
                    .isPresent();
        }
        assumeTrue(programs.isPresent(), "no PostgreSQL here");
        Postgres postgres = new Postgres(programs.orElseThrow(), Files.createTempDirectory("postgres"));
        postgres.begin();
        return postgres;
    }

    /** Where Debian has the programs of its newest version, which are not on the path. */
    private static Optional<Path> installed() throws IOException {
        Path all = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(all)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(all)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        }
    }

    private void begin() throws IOException, InterruptedException {
        if (isRoot()) {
            run(List.of("chown", USER, folder.toString()));
        }
        run("initdb", "-D", data(), "-U", USER, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync");
        for (int i = 0; i < TRIES && port == 0; i++) {
            int free = freePort();
            String settings = "-F -p " + free + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + folder;
            // Somebody else may have taken the port by now.
            port = tried(
                            "pg_ctl",
                            "-D",
                            data(),
                            "-w",
                            "-l",
                            folder.resolve("log").toString(),
                            "-o",
                            settings,
                            "start")
                    ? free
                    : 0;
        }
        assertThat(port).as("a port that is free").isPositive();
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + USER + "?user=" + USER;
    }

    PGSimpleDataSource source() {
        return source(url());
    }

    static PGSimpleDataSource source(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        return source;
    }

    private void run(String program, String... arguments) throws IOException, InterruptedException {
        assertThat(tried(program, arguments)).as(program).isTrue();
    }

    /** The server refuses to run as root. */
    private boolean tried(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(isRoot() ? List.of("runuser", "-u", USER, "--") : List.of());
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        return run(command) == 0;
    }

    private int run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("postgres", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            int status = process.waitFor();
            if (status != 0) {
                System.err.println(command + ": " + Files.readString(output, StandardCharsets.UTF_8));
            }
            return status;
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    @Override
    public void close() throws IOException {
        try {
            tried("pg_ctl", "-D", data(), "-m", "immediate", "stop");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            try (DirectoryStream<Path> children = Files.newDirectoryStream(file)) {
                for (Path child : children) {
                    delete(child);
                }
            }
        }
        Files.deleteIfExists(file);
    }
}
