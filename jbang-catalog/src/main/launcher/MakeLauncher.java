import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Run by the package step, from its source: puts the runnable jar, the launcher and a class-data archive for this Java into a
 * folder that can be copied anywhere.
 *
 * <p>Its arguments: the jar, the launcher's text, the folder to make.
 */
class MakeLauncher {
    private static final int HASH_LENGTH = 12;

    public static void main(String... args) throws Exception {
        Path jar = Path.of(args[0]);
        Path home = Path.of(args[2]);
        Path lib = Files.createDirectories(home.resolve("lib"));
        removeOldArchives(lib);
        Files.copy(jar, lib.resolve("haloy.jar"), StandardCopyOption.REPLACE_EXISTING);
        String id = hash(jar);
        Path script = Files.createDirectories(home.resolve("bin")).resolve("haloy");
        Files.writeString(script, Files.readString(Path.of(args[1])).replace("@id@", id));
        script.toFile().setExecutable(true, false);
        archive(lib, id);
    }

    /** Archives are recognised by name only: the jar's size and time alone would let an old one run old code. */
    private static String hash(Path jar) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
        return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
    }

    private static void removeOldArchives(Path lib) throws IOException {
        try (Stream<Path> files = Files.list(lib)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".jsa")).toList()) {
                Files.delete(file);
            }
        }
    }

    /**
     * Holds the absolute path of the jar: after a move Java 17 leaves the archive alone, and everything works without it. Written
     * beside and then renamed, since half an archive ends a JVM.
     */
    private static void archive(Path lib, String id) throws Exception {
        Path sample = lib.resolve("haloy.yaml");
        Files.writeString(sample, "name: sample\nimage: nginx:1\ntargets: {a: {server: a.example.com}}\n", StandardCharsets.UTF_8);
        Path unfinished = lib.resolve("archive.tmp");
        int exit = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:ArchiveClassesAtExit=" + unfinished.getFileName(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xlog:disable",
                        "-cp",
                        lib.resolve("haloy.jar").toAbsolutePath().toString(),
                        "dev.haloy.cli.Main",
                        "validate-config",
                        "--no-secrets",
                        "--output",
                        "json"))
                .directory(lib.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        Files.delete(sample);
        if (exit == 0 && Files.exists(unfinished)) {
            Files.move(unfinished, lib.resolve("haloy-" + id + "-" + System.getProperty("java.runtime.version") + ".jsa"));
        } else {
            Files.deleteIfExists(unfinished);
            System.err.println("no class-data archive was made (status " + exit + "); the launcher works without it");
        }
    }
}
