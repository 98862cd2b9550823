package dev.haloy.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.config.DomainConfig;
import dev.haloy.resolve.ResolvedTarget;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

/** Lists what the file describes. */
@Command(
        name = "targets",
        header = "List the targets of the file.",
        description = "Asks no server and reads no secret.")
final class TargetsCommand extends TargetTask {
    TargetsCommand(Session session) {
        super("targets", session);
    }

    @Override
    int run() {
        List<ResolvedTarget> all = targets.orEverything(project()).targets();
        if (output.json()) {
            answer(json(all));
        } else {
            new Screen(console(), 0).print(table(all).lines(console().outStyle()));
        }
        return ExitStatus.DONE;
    }

    private Table table(List<ResolvedTarget> all) {
        Table table = new Table("NAME", "SERVER", "IMAGE", "REPLICAS", "PROTECTED", "DOMAINS");
        for (ResolvedTarget each : all) {
            table.row(List.of(
                    each.key(),
                    each.server().toString(),
                    image(each),
                    Integer.toString(each.replicas()),
                    isProtected(each) ? "yes" : "no",
                    each.domains().isEmpty() ? console().outStyle().dash() : String.join(", ", domains(each))));
        }
        return table;
    }

    private static ObjectNode json(List<ResolvedTarget> all) {
        ObjectNode json = Json.object("targets").put("exitStatus", ExitStatus.DONE);
        ArrayNode targets = json.putArray("targets");
        for (ResolvedTarget each : all) {
            targets.addObject()
                    .put("target", each.key())
                    .put("app", each.name())
                    .put("server", each.server().toString())
                    .put("image", image(each))
                    .put("replicas", each.replicas())
                    .put("protected", isProtected(each))
                    .set("domains", Json.strings(domains(each)));
        }
        return json;
    }

    private static boolean isProtected(ResolvedTarget target) {
        return target.isProtected().orElse(false);
    }

    private static String image(ResolvedTarget target) {
        return target.image().repository()
                + target.image().tag().map(tag -> ":" + tag).orElse("");
    }

    private static List<String> domains(ResolvedTarget target) {
        return target.domains().stream()
                .map(DomainConfig::domain)
                .flatMap(Optional::stream)
                .toList();
    }
}
