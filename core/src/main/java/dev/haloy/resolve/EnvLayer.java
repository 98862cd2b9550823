package dev.haloy.resolve;

import dev.haloy.error.KeyPath;
import dev.haloy.error.Problem;
import dev.haloy.error.SourceLocation;
import dev.haloy.internal.dotenv.DotEnv;
import dev.haloy.world.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Variables from one place.
 *
 * @param name the file as people know it
 * @param content what it says
 * @param exists whether it is there
 * @param fromClient whether it belongs to the client configuration, where tokens are
 * @param failure why the file could not be read at all
 */
record EnvLayer(String name, DotEnv content, boolean exists, boolean fromClient, Optional<String> failure) {
    static EnvLayer process(Environment process) {
        DotEnv content = new DotEnv(
                process.variables(), Optional.empty(), process.variables().keySet(), List.of());
        return new EnvLayer("the environment", content, true, false, Optional.empty());
    }

    static EnvLayer file(Path file, Path workingDirectory, boolean fromClient) {
        String name = file.startsWith(workingDirectory)
                ? workingDirectory.relativize(file).toString()
                : file.toString();
        if (!Files.isRegularFile(file)) {
            return new EnvLayer(name, DotEnv.EMPTY, false, fromClient, Optional.empty());
        }
        try {
            // Not readString: a stray byte in one value must not hide the others.
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return new EnvLayer(name, DotEnv.parse(text), true, fromClient, Optional.empty());
        } catch (IOException e) {
            return new EnvLayer(
                    name,
                    DotEnv.EMPTY,
                    true,
                    fromClient,
                    Optional.of(e.getClass().getSimpleName()));
        }
    }

    Map<String, String> values() {
        return content.values();
    }

    /** Whether the file would define the variable if it had no mistake. */
    boolean hides(String variable) {
        return content.mistake().isPresent() && content.names().contains(variable);
    }

    Optional<Problem> mistake() {
        return content.mistake().map(mistake -> problem(Problem.Severity.ERROR, mistake.line(), mistake.text()));
    }

    List<Problem> warnings() {
        List<Problem> warnings = new ArrayList<>();
        content.mistake()
                .ifPresent(mistake -> warnings.add(problem(
                        Problem.Severity.WARNING, mistake.line(), mistake.text() + "; nothing of this file is used")));
        content.remarks()
                .forEach(remark -> warnings.add(problem(Problem.Severity.WARNING, remark.line(), remark.text())));
        failure.ifPresent(reason -> warnings.add(new Problem(
                Problem.Severity.WARNING,
                "6.3",
                path(),
                "the file " + name + " could not be read: " + reason,
                Optional.empty(),
                Optional.empty())));
        return warnings;
    }

    /** The excerpt stays empty: such a line may hold a secret. */
    private Problem problem(Problem.Severity severity, int line, String text) {
        SourceLocation location = new SourceLocation(name, line, 1, "", 1);
        return new Problem(severity, "6.3", path(), text, Optional.of(location), Optional.empty());
    }

    private KeyPath path() {
        return KeyPath.of(String.valueOf(Path.of(name).getFileName()));
    }

    /** All variables, the first layer that has one deciding. */
    static Map<String, String> merge(List<EnvLayer> strongestFirst) {
        Map<String, String> merged = new LinkedHashMap<>();
        strongestFirst.forEach(layer -> layer.values().forEach(merged::putIfAbsent));
        return merged;
    }
}
