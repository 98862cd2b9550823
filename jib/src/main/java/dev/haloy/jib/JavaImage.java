package dev.haloy.jib;

import dev.haloy.image.Digest;
import dev.haloy.image.ImageArchive;
import dev.haloy.image.ImageId;
import dev.haloy.image.ImageSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The image of a Java application, made in this process without Docker and without a registry. Want it where a Java program deploys
 * itself or another one:
 *
 * <pre>{@code
 * JavaImage image = JavaImage.of(Path.of("target/my-app.jar")).base(Path.of("java-17.tar"));
 * Haloy.load("haloy.yaml").withImage("my-app", image).allTargets().deploy();
 * }</pre>
 *
 * <p>The same application and base always give the same image, on any machine and at any time, so a server that has it already is sent
 * nothing. What was made of a base is kept in the user's cache folder; the image itself is not kept, but made again when a server lacks
 * something of it, so leave application and base where they are until it has been deployed. Immutable; use it from any thread.
 */
public final class JavaImage implements ImageSource {
    private final Recipe recipe;
    private final ImageId id;
    private final List<Digest> layers;

    private JavaImage(Recipe recipe, ImageId id, List<Digest> layers) {
        this.recipe = recipe;
        this.id = id;
        this.layers = layers;
    }

    /**
     * Begins with a jar that can be run, or with a folder of classes and resources.
     *
     * @param jarOrClasses looked at when the image is made, not before
     */
    public static JavaApplication of(Path jarOrClasses) {
        return JavaApplication.of(jarOrClasses);
    }

    static JavaImage madeBy(Recipe recipe) {
        Path tar = recipe.make();
        try {
            ImageArchive archive = ImageArchive.at(tar);
            return new JavaImage(recipe, archive.id(), archive.layers());
        } finally {
            Recipe.delete(tar);
        }
    }

    /** The digest of its configuration. */
    @Override
    public ImageId id() {
        return id;
    }

    /** Those of the base, then one with the libraries if there are any, then one with the application. */
    @Override
    public List<Digest> layers() {
        return layers;
    }

    /**
     * Makes the image once more and begins to read it.
     *
     * @throws IOException if application, libraries or base have changed since
     */
    @Override
    public InputStream open() throws IOException {
        Path tar = recipe.make();
        boolean open = false;
        try {
            if (!ImageArchive.at(tar).id().equals(id)) {
                throw new IOException(
                        "its application, libraries or base have changed since it was made; make it again");
            }
            InputStream in = Files.newInputStream(tar, StandardOpenOption.DELETE_ON_CLOSE);
            open = true;
            return in;
        } finally {
            if (!open) {
                Recipe.delete(tar);
            }
        }
    }

    /** Its id and what it was made of. */
    @Override
    public String toString() {
        return id + " of " + recipe.application().content();
    }
}
