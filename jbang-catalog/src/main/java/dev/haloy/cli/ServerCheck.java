package dev.haloy.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.Haloy;
import dev.haloy.Project;
import dev.haloy.Selection;
import dev.haloy.client.ServerComponents;
import dev.haloy.client.ServerVersion;
import dev.haloy.operate.NewerKeys;
import dev.haloy.operate.ServerAnswer;
import dev.haloy.resolve.ResolvedTarget;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What all known servers run, compared with what this program knows and a configuration needs. */
final class ServerCheck {
    private final Session session;
    private final List<ResolvedTarget> targets;
    private final List<ServerAnswer<ServerComponents>> answers;

    private ServerCheck(Session session, List<ResolvedTarget> targets, List<ServerAnswer<ServerComponents>> answers) {
        this.session = session;
        this.targets = targets;
        this.answers = answers;
    }

    /** Asks them. */
    static ServerCheck of(Session session, Optional<String> config) {
        List<ResolvedTarget> targets = config.map(path -> everything(Haloy.load(Path.of(path), session.world())))
                .orElse(List.of());
        return new ServerCheck(
                session, targets, Haloy.servers(session.world()).all().versions());
    }

    private static List<ResolvedTarget> everything(Project project) {
        Selection selection = project.targetKeys().isEmpty() ? project.onlyTarget() : project.allTargets();
        return selection.includingProtected().targets();
    }

    /** What the answers mean for the exit status. */
    int exit() {
        boolean fine = answers.stream().allMatch(each -> each.problem().isEmpty());
        return fine ? ExitStatus.DONE : ExitStatus.FAILED;
    }

    void print() {
        if (answers.isEmpty()) {
            return;
        }
        Style style = session.console().outStyle();
        Table table = new Table("SERVER", "VERSION", "CAPABILITIES", "TOO OLD FOR");
        for (ServerAnswer<ServerComponents> each : answers) {
            Optional<ServerVersion> version = each.value().map(ServerComponents::daemon);
            table.row(List.of(
                    each.server(),
                    version.map(ServerCheck::shown).orElse("no answer"),
                    version.map(ServerCheck::capabilities)
                            .map(list -> String.join(", ", list))
                            .filter(text -> !text.isEmpty())
                            .orElse(style.dash()),
                    keys(each).isEmpty() ? style.dash() : String.join(", ", keys(each))));
        }
        Screen screen = new Screen(session.console(), 0);
        screen.print(table.lines(style));
        answers.forEach(each -> each.problem()
                .ifPresent(why -> ProgressLine.block(
                                Style.Tone.ERROR,
                                Optional.of(each.server()),
                                why.lines().toList())
                        .forEach(screen::print)));
    }

    private static String shown(ServerVersion version) {
        return version.haloyd() + (version.dialect().isNewerThanKnown() ? " (newer than this program knows)" : "");
    }

    private static Set<String> capabilities(ServerVersion version) {
        return new TreeSet<>(version.capabilities());
    }

    private Set<String> keys(ServerAnswer<ServerComponents> answer) {
        Set<String> keys = new TreeSet<>();
        answer.value()
                .map(ServerComponents::daemon)
                .ifPresent(version -> targets.stream()
                        .filter(target -> target.server().key().equals(answer.server()))
                        .forEach(target -> keys.addAll(NewerKeys.of(target, version.dialect()))));
        return keys;
    }

    void addTo(ObjectNode json) {
        ArrayNode array = json.putArray("servers");
        for (ServerAnswer<ServerComponents> each : answers) {
            ObjectNode server = array.addObject().put("server", each.server());
            each.value().map(ServerComponents::daemon).ifPresent(version -> {
                server.put("version", version.haloyd());
                server.put("newerThanKnown", version.dialect().isNewerThanKnown());
                server.set("capabilities", Json.strings(capabilities(version)));
            });
            server.set("tooOldFor", Json.strings(keys(each)));
            each.problem().ifPresent(problem -> server.put("problem", problem));
        }
    }
}
