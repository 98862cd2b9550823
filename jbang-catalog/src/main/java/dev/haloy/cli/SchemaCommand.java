package dev.haloy.cli;

import dev.haloy.config.ConfigSchema;
import dev.haloy.config.LoadedConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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

    /** What is described. */
    enum Subject {
        /** The configuration. */
        config,
        /** What commands print for programs. */
        output
    }

    @Option(
            names = "--of",
            order = 2,
            paramLabel = "SUBJECT",
            defaultValue = "config",
            description = "config (the default), or output: what commands print with --output json and jsonl.")
    private Subject subject = Subject.config;

    SchemaCommand(Session session) {
        super("schema", session);
    }

    @Override
    int run() {
        console().out().print(subject == Subject.output ? output() : config());
        console().out().flush();
        return ExitStatus.DONE;
    }

    private String config() {
        return ConfigSchema.text(format == Spelling.json ? LoadedConfig.Format.JSON : LoadedConfig.Format.YAML);
    }

    private static String output() {
        try (InputStream in = SchemaCommand.class.getResourceAsStream("output.schema.json")) {
            if (in == null) {
                throw new IllegalStateException("output.schema.json is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
