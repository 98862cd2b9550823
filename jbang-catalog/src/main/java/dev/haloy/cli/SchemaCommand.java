package dev.haloy.cli;

import dev.haloy.config.ConfigSchema;
import dev.haloy.config.LoadedConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the schema for editors. */
@Command(
        name = "schema",
        header = "Print the JSON Schema of the configuration, for editors.",
        description = {
            "Editors that know it complete keys and underline mistakes. Save it beside haloy.yaml, and",
            "name it in the first line: # yaml-language-server: $schema=haloy.schema.json"
        })
final class SchemaCommand extends Task {
    /** Whose spelling of keys. */
    enum Spelling {
        /** Snake case, for YAML and TOML. */
        yaml,
        /** Camel case, for JSON. */
        json
    }

    @Option(
            names = "--format",
            order = 1,
            paramLabel = "FORMAT",
            defaultValue = "yaml",
            description = "The file's format: yaml (the default, good for TOML too) or json.")
    private Spelling format = Spelling.yaml;

    SchemaCommand(Session session) {
        super("schema", session);
    }

    @Override
    int run() {
        console()
                .out()
                .print(ConfigSchema.text(
                        format == Spelling.json ? LoadedConfig.Format.JSON : LoadedConfig.Format.YAML));
        console().out().flush();
        return ExitStatus.DONE;
    }
}
