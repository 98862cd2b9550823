package dev.haloy.cli;

import dev.haloy.Project;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Programs that provide secrets. */
final class SecretOption {
    @Option(
            names = "--secret-provider",
            order = 30,
            paramLabel = "NAME=COMMAND",
            description = "Read secrets written NAME:PATH by running COMMAND PATH; its standard output is the value.")
    private List<String> providers = new ArrayList<>();

    /** The project with these programs asked before anything its file says. */
    Project given(Project project, Session session) {
        Project with = project;
        for (String provider : providers) {
            CommandSecrets secrets = CommandSecrets.parse(provider, session.world());
            with = with.withSecrets(secrets.name(), secrets);
        }
        return with;
    }
}
