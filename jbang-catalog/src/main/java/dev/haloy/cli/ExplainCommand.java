package dev.haloy.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.Project;
import dev.haloy.config.ConfigException;
import dev.haloy.config.SettingPath;
import dev.haloy.error.Problem;
import dev.haloy.resolve.Explainer;
import dev.haloy.resolve.Explanation;
import dev.haloy.resolve.ResolveOptions;
import dev.haloy.resolve.TargetSelection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells why a setting is what it is. */
@Command(
        name = "explain",
        header = "Say where a setting comes from.",
        description = {
            "Shows a value with everything that had a say: defaults, preset, top level, target,",
            "references. Reads no variable and no secret; what is secret is masked. Works on a file",
            "with mistakes too."
        },
        footer = {
            "",
            "Examples:",
            "  haloy explain production.replicas        one setting of a target",
            "  haloy explain production.env.LOG_LEVEL   a variable",
            "  haloy explain replicas                   in every target, or in a file without targets",
            "  haloy explain production                 everything"
        })
final class ExplainCommand extends Task {
    @Parameters(
            arity = "0..1",
            paramLabel = "[TARGET.]SETTING",
            defaultValue = "",
            description = "A setting such as replicas, image.tag or domains[0], with the target in front; or a target.")
    private String path = "";

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    ExplainCommand(Session session) {
        super("explain", session);
    }

    @Override
    boolean answersInJson() {
        return output.json();
    }

    @Override
    int run() {
        List<Explanation> explanations = explanations(config.load(session()));
        if (output.json()) {
            ObjectNode json = Json.object("explain").put("exitStatus", ExitStatus.DONE);
            ArrayNode array = json.putArray("explanations");
            explanations.forEach(explanation -> array.add(ExplanationJson.of(explanation)));
            answer(json);
        } else {
            Screen screen = new Screen(console(), 0);
            explanations.forEach(explanation -> screen.print(explanation
                    .toString()
                    .lines()
                    .map(Visible::line)
                    .map(String::stripTrailing)
                    .toList()));
        }
        return ExitStatus.DONE;
    }

    private List<Explanation> explanations(Project project) {
        if (project.targetKeys().isEmpty()) {
            return explain(project, TargetSelection.only(), path);
        }
        Optional<String> target = target(project.targetKeys());
        if (target.isPresent()) {
            String setting = path.substring(Math.min(path.length(), target.get().length() + 1));
            return explain(project, TargetSelection.named(target.get()), setting);
        }
        requireTargetOrSetting(project);
        return explain(project, TargetSelection.allIncludingProtected(), path);
    }

    /** The target that the path begins with: the longest, because their keys may have dots in them. */
    private Optional<String> target(List<String> keys) {
        return keys.stream()
                .filter(key -> path.equals(key) || path.startsWith(key + ".") || path.startsWith(key + "["))
                .max(Comparator.comparingInt(String::length));
    }

    /** What begins with neither may be either misspelt; if a setting follows a dot it can only be the target. */
    private void requireTargetOrSetting(Project project) {
        if (path.isEmpty() || isSetting(path)) {
            return;
        }
        int dot = path.indexOf('.');
        List<Problem> problems = new ArrayList<>();
        problems.addAll(problems(
                () -> project.target(dot < 0 ? path : path.substring(0, dot)).targets()));
        if (dot < 0 || !isSetting(path.substring(dot + 1))) {
            problems.addAll(problems(() -> SettingPath.parse(path)));
        }
        throw new ConfigException("'" + path + "' is neither a target nor a setting.", problems);
    }

    private static List<Problem> problems(Runnable refused) {
        try {
            refused.run();
            return List.of();
        } catch (ConfigException e) {
            return e.problems();
        }
    }

    private static boolean isSetting(String rest) {
        try {
            SettingPath.parse(rest);
            return true;
        } catch (ConfigException e) {
            return false;
        }
    }

    private static List<Explanation> explain(Project project, TargetSelection selection, String setting) {
        return Explainer.of(project.config(), selection, ResolveOptions.defaults()).stream()
                .flatMap(each -> setting.isEmpty() ? each.all().stream() : List.of(each.explain(setting)).stream())
                .toList();
    }
}
