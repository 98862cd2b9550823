import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
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
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Run by the package step, from its source: puts the runnable jar, the help texts in it, the pages of the manual and the launcher into
 * a folder that can be copied anywhere.
 *
 * <p>Its arguments: the jar, the folder of this file, the folder to make, the folder of the manual.
 */
class MakeLauncher {
    private static final int HASH_LENGTH = 12;

    /** Where a class file has its version. */
    private static final int MAJOR = 7;

    private static final byte OLDEST_ARCHIVED = 50;

    public static void main(String... args) throws Exception {
        Path jar = Path.of(args[0]);
        Path sources = Path.of(args[1]);
        Path home = Path.of(args[2]);
        Path lib = Files.createDirectories(home.resolve("lib"));
        removeOldArchives(lib);
        Path copy = lib.resolve("haloy.jar");
        copyForArchives(jar, copy);
        Files.copy(sources.resolve("MakeArchive.java"), lib.resolve("MakeArchive.java"), StandardCopyOption.REPLACE_EXISTING);
        copyHelp(jar, Files.createDirectories(lib.resolve("help")));
        copy(Path.of(args[3]), Files.createDirectories(home.resolve("share").resolve("man").resolve("man1")));
        String id = hash(copy);
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

    /**
     * Class-data archives leave out classes of a version before 50, such as those of the option parser. Saying 50 makes no other difference:
     * a verifier that finds no stack maps in them falls back to the old way.
     */
    private static void copyForArchives(Path from, Path to) throws IOException {
        try (ZipInputStream in = new ZipInputStream(new BufferedInputStream(Files.newInputStream(from)));
                ZipOutputStream out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(to)))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] content = in.readAllBytes();
                if (entry.getName().endsWith(".class") && content[MAJOR - 1] == 0 && content[MAJOR] < OLDEST_ARCHIVED) {
                    content[MAJOR] = OLDEST_ARCHIVED;
                }
                ZipEntry same = new ZipEntry(entry.getName());
                same.setTime(entry.getTime());
                out.putNextEntry(same);
                out.write(content);
            }
        }
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
