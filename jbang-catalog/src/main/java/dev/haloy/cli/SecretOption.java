package dev.haloy.cli;

import dev.haloy.Project;
import dev.haloy.secret.provider.NamedProvider;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Programs and files that provide secrets. */
final class SecretOption {
    @Option(
            names = "--secret-provider",
            order = 30,
            paramLabel = "NAME=COMMAND",
            description = "Read secrets written NAME:PATH by running COMMAND PATH; its standard output is the value."
                    + " NAME=file:FILE takes NAME:KEY from a file of keys and values, NAME=folder:FOLDER takes"
                    + " NAME:PATH from a file of its own.")
    private List<String> providers = new ArrayList<>();

    /** The project with these asked before anything its file says. */
    Project given(Project project, Session session) {
        Project with = project;
        for (String provider : providers) {
            NamedProvider secrets = GivenProvider.parse(provider, session.world());
            with = with.withSecrets(secrets.name(), secrets);
        }
        return with;
    }
}
