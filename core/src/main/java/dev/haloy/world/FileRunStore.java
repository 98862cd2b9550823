package dev.haloy.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Stream;

/** Journals as files, one per run, for their owner's eyes only. */
final class FileRunStore implements RunStore {
    private static final String SUFFIX = ".jsonl";

    private final Path folder;

    FileRunStore(Path folder) {
        this.folder = folder;
    }

    @Override
    public Journal open(String runId) {
        try {
            Files.createDirectories(folder, ownerOnly("rwx------"));
            FileChannel channel = FileChannel.open(
                    file(runId), Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), ownerOnly("rw-------"));
            return new FileJournal(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("the journal of run " + runId + " cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public List<String> runIds() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the journals in " + folder + " cannot be listed", e);
        }
    }

    @Override
    public List<String> lines(String runId) {
        try {
            return Files.readAllLines(file(runId), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new NoSuchElementException("there is no journal of a run " + runId + " in " + folder, e);
        } catch (IOException e) {
            throw new UncheckedIOException("the journal of run " + runId + " cannot be read", e);
        }
    }

    /** An id is part of a file name, so it must not lead out of the folder. */
    private Path file(String runId) {
        boolean plain = !runId.isEmpty() && runId.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-');
        if (!plain) {
            throw new NoSuchElementException("'" + runId + "' is not the id of a run");
        }
        return folder.resolve(runId + SUFFIX);
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private record FileJournal(FileChannel channel) implements Journal {
        @Override
        public void append(String line) {
            try {
                ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the journal cannot be written: " + e.getMessage(), e);
            }
        }

        @Override
        public void sync() {
            try {
                channel.force(false);
            } catch (IOException e) {
                throw new UncheckedIOException("the journal cannot be written: " + e.getMessage(), e);
            }
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException("the journal cannot be closed: " + e.getMessage(), e);
            }
        }
    }
}
