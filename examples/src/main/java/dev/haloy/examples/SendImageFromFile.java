package dev.haloy.examples;

import dev.haloy.Haloy;
import dev.haloy.Project;
import dev.haloy.deploy.DeployResult;
import dev.haloy.image.ImageArchive;
import dev.haloy.image.ImageSource;
import java.nio.file.Path;

/** Deploys an image that something else has built and saved to a file. */
public final class SendImageFromFile {
    private SendImageFromFile() {}

    /** Sends {@code my-app.tar} to every server, only the layers it lacks. */
    public static void main(String... args) {
        run(Haloy.load("haloy.yaml"), Path.of("my-app.tar"));
    }

    static DeployResult run(Project project, Path archive) {
        // tag::archive[]
        ImageSource image = ImageArchive.at(archive);
        return project.withImage("my-app", image).allTargets().deploy();
        // end::archive[]
    }
}
