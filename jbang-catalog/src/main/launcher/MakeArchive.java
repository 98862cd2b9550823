import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Run from its source: makes a class-data archive for this Java beside the runnable jar.
 *
 * <p>Its argument: the folder with haloy.jar.
 */
class MakeArchive {
    /**
     * The archive holds the absolute path of the jar: after a move Java 17 leaves it alone, and everything works without it. Written
     * beside and then renamed, since half an archive ends a JVM.
     */
    public static void main(String... args) throws Exception {
        Path lib = Path.of(args[0]).toAbsolutePath().normalize();
        Path sample = Files.createTempDirectory("haloy-sample");
        Path unfinished = lib.resolve("archive.tmp");
        ProcessBuilder training = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:ArchiveClassesAtExit=" + unfinished,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xlog:disable",
                        "-cp",
                        lib.resolve("haloy.jar").toString(),
                        "dev.haloy.cli.Training"))
                .directory(sample.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        training.environment().put("HALOY_CONFIG_DIR", sample.toString());
        training.environment().put("HALOY_API_TOKEN", "training");
        int exit = training.start().waitFor();
        delete(sample);
        if (exit == 0 && Files.exists(unfinished)) {
            String name = "haloy-" + hash(lib.resolve("haloy.jar")) + "-" + System.getProperty("java.runtime.version") + ".jsa";
            Files.move(unfinished, lib.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.deleteIfExists(unfinished);
            System.err.println("no class-data archive was made (status " + exit + "); the launcher works without it");
            System.exit(1);
        }
    }

    private static void delete(Path folder) throws Exception {
        try (Stream<Path> left = Files.walk(folder)) {
            for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** As the launcher calls the jar. */
    private static String hash(Path jar) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
        return HexFormat.of().formatHex(digest).substring(0, 12);
    }
}
