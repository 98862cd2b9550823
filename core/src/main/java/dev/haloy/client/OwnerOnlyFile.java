package dev.haloy.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Replaces a file in one step by one that only its owner can read. */
final class OwnerOnlyFile {
    private static final FileAttribute<?>[] DIRECTORY = attributes("rwx------");
    private static final FileAttribute<?>[] FILE = attributes("rw-------");

    private OwnerOnlyFile() {}

    private static FileAttribute<?>[] attributes(String permissions) {
        if (!Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        Set<PosixFilePermission> set = PosixFilePermissions.fromString(permissions);
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(set)};
    }

    /** A link is followed, so that the file it leads to is replaced. */
    static void replace(Path file, String text) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file;
        Path directory = target.toAbsolutePath().getParent();
        if (directory == null) {
            throw new IOException("not in a directory");
        }
        Files.createDirectories(directory, DIRECTORY);
        Path fresh = Files.createTempFile(directory, ".haloy", ".tmp", FILE);
        try {
            Files.write(fresh, text.getBytes(StandardCharsets.UTF_8));
            move(fresh, target);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
