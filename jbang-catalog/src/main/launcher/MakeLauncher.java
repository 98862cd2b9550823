import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Run by the package step, from its source: puts the runnable jar, the help texts in it, the pages of the manual and the launcher into
 * a folder that can be copied anywhere.
 *
 * <p>Its arguments: the jar, the folder of this file, the folder to make, the folder of the manual.
 */
class MakeLauncher {
    private static final int HASH_LENGTH = 12;

    public static void main(String... args) throws Exception {
        Path jar = Path.of(args[0]);
        Path sources = Path.of(args[1]);
        Path home = Path.of(args[2]);
        Path lib = Files.createDirectories(home.resolve("lib"));
        removeOldArchives(lib);
        Files.copy(jar, lib.resolve("haloy.jar"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(sources.resolve("MakeArchive.java"), lib.resolve("MakeArchive.java"), StandardCopyOption.REPLACE_EXISTING);
        copyHelp(jar, Files.createDirectories(lib.resolve("help")));
        copy(Path.of(args[3]), Files.createDirectories(home.resolve("share").resolve("man").resolve("man1")));
        String id = hash(jar);
        Path bin = Files.createDirectories(home.resolve("bin"));
        for (String name : List.of("haloy", "speed-up")) {
            Path script = bin.resolve(name);
            Files.writeString(script, Files.readString(sources.resolve(name)).replace("@id@", id));
            script.toFile().setExecutable(true, false);
        }
    }

    /** Archives are recognised by name only: the jar's size and time alone would let an old one run old code. */
    private static String hash(Path jar) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
        return HexFormat.of().formatHex(digest).substring(0, HASH_LENGTH);
    }

    private static void copyHelp(Path jar, Path folder) throws IOException {
        try (FileSystem inside = FileSystems.newFileSystem(jar)) {
            copy(inside.getPath("dev/haloy/cli/help"), folder);
        }
    }

    private static void copy(Path from, Path folder) throws IOException {
        try (Stream<Path> texts = Files.list(from)) {
            for (Path text : texts.toList()) {
                Files.copy(text, folder.resolve(text.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void removeOldArchives(Path lib) throws IOException {
        try (Stream<Path> files = Files.list(lib)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".jsa")).toList()) {
                Files.delete(file);
            }
        }
    }
}
