package dev.haloy.image;

import dev.haloy.world.ProcessRunner;
import dev.haloy.world.ProcessRunner.Command;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalLong;

/**
 * An image of this machine's Docker engine.
 *
 * @param processes runs the command
 * @param save writes the archive to standard output; by name, so that the archive holds the name
 * @param id the image's id
 * @param layers digests of its layers
 * @param bytes how large they are together
 */
record DockerImageSource(ProcessRunner processes, Command save, ImageId id, List<Digest> layers, OptionalLong bytes)
        implements ImageSource {
    DockerImageSource {
        layers = List.copyOf(layers);
    }

    @Override
    public InputStream open() throws IOException {
        return processes.open(save);
    }
}
