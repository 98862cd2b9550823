package dev.haloy.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.resolve.TargetDiff;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Compares two targets. */
@Command(
        name = "config-diff",
        header = "Show how two targets differ, and why.",
        description = {
            "Compares what two targets of the file mean, with every default, and says where each value",
            "comes from. Reads no variable and no secret; what is secret is masked."
        })
final class ConfigDiffCommand extends Task {
    @Parameters(index = "0", paramLabel = "TARGET", description = "The one target.")
    private String left = "";

    @Parameters(index = "1", paramLabel = "OTHER", description = "The other target.")
    private String right = "";

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    ConfigDiffCommand(Session session) {
        super("config-diff", session);
    }

    @Override
    boolean answersInJson() {
        return output.json();
    }

    @Override
    int run() {
        TargetDiff diff = config.load(session()).diff(left, right);
        if (output.json()) {
            answer(json(diff));
        } else {
            new Screen(console(), 0)
                    .print(diff.toString().lines().map(Visible::line).toList());
        }
        return ExitStatus.DONE;
    }

    private static ObjectNode json(TargetDiff diff) {
        ObjectNode json = Json.object("config-diff")
                .put("exitStatus", ExitStatus.DONE)
                .put("left", diff.left())
                .put("right", diff.right());
        ArrayNode differences = json.putArray("differences");
        diff.differences().forEach(each -> {
            ObjectNode difference =
                    differences.addObject().put("key", each.key().toString());
            difference.set("left", ExplanationJson.of(each.left()));
            difference.set("right", ExplanationJson.of(each.right()));
        });
        return json;
    }
}
