package dev.haloy.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.Project;
import dev.haloy.Selection;
import dev.haloy.config.ConfigException;
import dev.haloy.error.Problem;
import dev.haloy.resolve.Explainer;
import dev.haloy.resolve.ModelJson;
import dev.haloy.resolve.ReadyTarget;
import dev.haloy.resolve.ResolveOptions;
import dev.haloy.resolve.ResolvedTarget;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks a configuration. */
@Command(
        name = "validate-config",
        header = "Check a configuration, with every mistake at once.",
        description = {
            "Checks what a deployment would check before it sends anything: keys, inheritance, rules, and whether",
            "each variable and secret can be had. Asks no server. Without --target the whole file is checked."
        },
        footer = {"", "Exit status:", "  0    it can be deployed", "  2    it cannot, or wrong usage"})
final class ValidateConfigCommand extends TargetTask {
    @Mixin
    private final SecretOption secrets = new SecretOption();

    @Option(
            names = "--show-resolved-config",
            order = 20,
            description = "Show what each target means: everything inherited, every default. What is secret stays a "
                    + "reference or is masked.")
    private boolean showResolved;

    @Option(
            names = "--show-secrets",
            order = 21,
            description = "With --show-resolved-config: show the values of variables and secrets in clear.")
    private boolean showSecrets;

    @Option(
            names = "--blame",
            order = 23,
            description = "With --show-resolved-config: say behind each line where it comes from.")
    private boolean blame;

    @Option(names = "--no-secrets", order = 22, description = "Do not look up variables and secrets.")
    private boolean withoutValues;

    ValidateConfigCommand(Session session) {
        super("validate-config", session);
    }

    @Override
    int run() {
        if (showSecrets && (!showResolved || withoutValues)) {
            throw new UsageException("--show-secrets goes with --show-resolved-config and without --no-secrets.");
        }
        if (showResolved && withoutValues && output.json()) {
            throw new UsageException("The resolved configuration in JSON has values; leave out --no-secrets.");
        }
        if (blame && (!showResolved || output.json())) {
            throw new UsageException("--blame goes with --show-resolved-config, and not with --output json.");
        }
        Project project = secrets.given(project(), session());
        List<Problem> warnings = targets.isOpen() ? check(project) : List.of();
        Selection selection = targets.orEverything(project);
        List<ResolvedTarget> resolved = selection.targets();
        List<ReadyTarget> ready = withoutValues ? List.of() : ready(selection);
        if (output.json()) {
            answer(json(resolved, ready, warnings));
        } else {
            print(project, resolved, ready, warnings);
        }
        return ExitStatus.DONE;
    }

    /** With every value; what is shown masked can be shown without them too. */
    private List<ReadyTarget> ready(Selection selection) {
        try {
            return selection.details().readyTargets();
        } catch (ConfigException e) {
            if (!showResolved || showSecrets || output.json()) {
                throw e;
            }
            throw new ConfigException(
                    "Values of the configuration cannot be had; --no-secrets shows it without looking them up.",
                    e.problems());
        }
    }

    /** Every problem of the whole file: errors are thrown all at once, warnings are what is left. */
    private static List<Problem> check(Project project) {
        List<Problem> problems = project.problems();
        long errors = problems.stream().filter(Problem::isError).count();
        if (errors > 0) {
            throw new ConfigException(
                    "The configuration has " + Count.of(errors, "mistake", "mistakes") + ".", problems);
        }
        return problems;
    }

    private void print(
            Project project, List<ResolvedTarget> resolved, List<ReadyTarget> ready, List<Problem> warnings) {
        Screen screen = new Screen(console(), 0);
        warnings.forEach(new Annotations(console())::problem);
        for (Problem warning : warnings) {
            warning.render().lines().forEach(line -> screen.print(ProgressLine.of(Style.Tone.WARNING, line)));
        }
        if (showResolved) {
            for (int i = 0; i < resolved.size(); i++) {
                ResolvedTarget target = resolved.get(i);
                screen.print(List.of("# target " + Visible.line(target.key())));
                Optional<ReadyTarget> shown = showSecrets ? Optional.of(ready.get(i)) : Optional.empty();
                screen.print(
                        yaml(project, target, shown).lines().map(Visible::line).toList());
                screen.print(List.of(""));
            }
        }
        if (!output.quiet()) {
            say(
                    Style.Tone.SUCCESS,
                    name(project) + " is valid: " + Count.of(resolved.size(), "target", "targets")
                            + (withoutValues ? "; variables and secrets were not looked up" : ""));
        }
    }

    private String yaml(Project project, ResolvedTarget target, Optional<ReadyTarget> shown) {
        Explainer explainer = Explainer.of(project.config(), target, ResolveOptions.defaults());
        if (blame) {
            return shown.map(ready -> explainer.toYamlWithOrigins(ResolvedFile.revealedSettings(ready)))
                    .orElseGet(() -> explainer.toYamlWithOrigins());
        }
        return shown.map(ResolvedFile::revealed).orElseGet(explainer::toYaml);
    }

    private static String name(Project project) {
        return project.config()
                .file()
                .map(file -> file.getFileName().toString())
                .orElse("the configuration");
    }

    private ObjectNode json(List<ResolvedTarget> resolved, List<ReadyTarget> ready, List<Problem> warnings) {
        ObjectNode json = Json.object("validate-config")
                .put("exitStatus", ExitStatus.DONE)
                .put("valid", true);
        ArrayNode found = json.putArray("warnings");
        warnings.forEach(warning -> found.add(Trouble.json(warning)));
        ArrayNode array = json.putArray("targets");
        for (int i = 0; i < resolved.size(); i++) {
            ObjectNode target = array.addObject().put("target", resolved.get(i).key());
            if (showResolved) {
                String config = showSecrets ? ModelJson.revealed(ready.get(i)) : ModelJson.masked(ready.get(i));
                target.set("config", Json.parse(config));
            }
        }
        return json;
    }
}
