package dev.haloy.jib;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import dev.haloy.image.ImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;

/**
 * How an image is made.
 *
 * @param application what it is made of
 * @param base the archive of the image below
 * @param cache the folder for what can be used again
 */
record Recipe(JavaApplication application, Path base, Path cache) {
    /** Makes the image and puts it into a new file; blocks. */
    Path make() {
        if (!Files.isRegularFile(base)) {
            throw new ImageException("There is no file " + base + " to base the image of " + application.content()
                    + " on; 'docker save -o FILE IMAGE' makes one");
        }
        Contents contents = Contents.of(application);
        Path tar = freshFile();
        boolean made = false;
        try {
            write(contents, tar);
            made = true;
            return tar;
        } finally {
            if (!made) {
                delete(tar);
            }
        }
    }

    private Path freshFile() {
        try {
            Files.createDirectories(cache);
            return Files.createTempFile(cache, "image", ".tar");
        } catch (IOException e) {
            throw new ImageException("The cache folder " + cache + " cannot be written to: " + e.getMessage(), e);
        }
    }

    private void write(Contents contents, Path tar) {
        try {
            JibContainerBuilder image = Jib.from(TarImage.at(base));
            contents.layers().forEach(image::addFileEntriesLayer);
            image.setEntrypoint(contents.entrypoint()).containerize(containerizer(tar));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("it was interrupted", e);
        } catch (ExecutionException e) {
            throw failed(
                    String.valueOf(
                            e.getCause() == null ? e.getMessage() : e.getCause().getMessage()),
                    e);
        } catch (InvalidImageReferenceException e) {
            throw failed("'" + application.name() + "' is no name of an image", e);
        } catch (IOException | RegistryException | CacheDirectoryCreationException e) {
            throw failed(String.valueOf(e.getMessage()), e);
        }
    }

    /** Offline: what is not in the archive or the cache is never looked for elsewhere. */
    private Containerizer containerizer(Path tar) throws InvalidImageReferenceException {
        return Containerizer.to(TarImage.at(tar).named(application.name()))
                .setOfflineMode(true)
                .setBaseImageLayersCache(cache.resolve("base"))
                .setApplicationLayersCache(cache.resolve("application"))
                .setToolName("haloy");
    }

    private ImageException failed(String why, Exception cause) {
        return new ImageException(
                "The image of " + application.content() + " on " + base + " cannot be made: " + why, cause);
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // It lies in a cache folder, which may be emptied at any time.
            return;
        }
    }
}
