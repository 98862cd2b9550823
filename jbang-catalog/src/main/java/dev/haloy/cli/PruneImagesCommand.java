package dev.haloy.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.Containers;
import dev.haloy.client.PrunedImages;
import dev.haloy.operate.PruneResult;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Removes old images. */
@Command(
        name = "prune-images",
        header = "Remove old images of targets from their servers; without --yes only say which.",
        footer = {
            "",
            "Images of running deployments always stay.",
            "",
            "Exit status:",
            "  0    every server answered",
            "  1    a server did not answer, or could not remove an image",
            "  2    wrong usage or configuration"
        })
final class PruneImagesCommand extends TargetTask {
    @Option(
            names = "--keep",
            order = 20,
            paramLabel = "COUNT",
            description = "How many of the newest images stay; as the history of each target says by default.")
    private Optional<Integer> keep = Optional.empty();

    @Option(names = "--yes", order = 21, description = "Remove them.")
    private boolean yes;

    PruneImagesCommand(Session session) {
        super("prune-images", session);
    }

    @Override
    int run() {
        if (keep.isPresent() && keep.get() < 0) {
            throw new UsageException("--keep must be 0 or more.");
        }
        OptionalInt count = keep.map(OptionalInt::of).orElseGet(OptionalInt::empty);
        Containers containers = targets.of(project()).includingProtected().containers();
        List<PruneResult> results = yes ? containers.pruneImages(count) : containers.planImagePruning(count);
        boolean fine = results.stream().allMatch(each -> each.problem().isEmpty());
        int exit = fine ? ExitStatus.DONE : ExitStatus.FAILED;
        if (output.json()) {
            answer(json(results, exit));
        } else {
            print(results);
        }
        return exit;
    }

    private void print(List<PruneResult> results) {
        Screen screen = new Screen(console(), 0);
        Table table = new Table("TARGET", "SERVER", "KEEP", "IMAGE");
        boolean any = false;
        for (PruneResult each : results) {
            for (PrunedImages.Tag tag : each.images().map(PrunedImages::tags).orElse(List.of())) {
                any = true;
                table.row(List.of(each.target(), each.server(), Integer.toString(each.keep()), tag.name()));
            }
        }
        if (any) {
            screen.print(table.lines(console().outStyle()));
        }
        for (PruneResult each : results) {
            Optional<String> target = Optional.of(each.target());
            each.problem()
                    .ifPresentOrElse(
                            why -> ProgressLine.block(
                                            Style.Tone.ERROR,
                                            target,
                                            why.lines().toList())
                                    .forEach(screen::print),
                            () -> screen.print(ProgressLine.of(
                                    yes ? Style.Tone.SUCCESS : Style.Tone.INFO, target, summary(each))));
        }
    }

    private String summary(PruneResult result) {
        int count = result.images().map(each -> each.tags().size()).orElse(0);
        if (count == 0) {
            return "nothing to remove";
        }
        return yes ? count + " removed" : count + " would be removed; add --yes to do it";
    }

    private static ObjectNode json(List<PruneResult> results, int exit) {
        ObjectNode json = Json.object("prune-images").put("exitStatus", exit);
        ArrayNode array = json.putArray("targets");
        for (PruneResult each : results) {
            ObjectNode target = array.addObject()
                    .put("target", each.target())
                    .put("app", each.app())
                    .put("server", each.server())
                    .put("keep", each.keep());
            each.images().ifPresent(images -> {
                target.put("applied", images.applied());
                ArrayNode tags = target.putArray("images");
                images.tags()
                        .forEach(tag -> tags.addObject()
                                .put("tag", tag.name())
                                .put("deploymentId", tag.deploymentId().value()));
            });
            each.problem().ifPresent(problem -> target.put("problem", problem));
        }
        return json;
    }
}
