package dev.haloy.deploy;

import dev.haloy.client.AppStatus;
import dev.haloy.client.DeploymentId;
import dev.haloy.deploy.Incident.Answer;
import dev.haloy.deploy.Incident.End;
import dev.haloy.deploy.Incident.Kind;
import dev.haloy.deploy.RunSpec.TargetSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads an incident from a journal and the state it leads to. */
final class Incidents {
    private final RunJournal.Contents contents;
    private final RunState end;

    Incidents(RunJournal.Contents contents, RunState end) {
        this.contents = contents;
        this.end = end;
    }

    Incident read() {
        RunSpec spec = contents.spec();
        return new Incident(
                spec.runId(),
                spec.policy().onFailure(),
                spec.targets().stream().map(this::part).toList(),
                List.copyOf(spec.layout().byServer().keySet()).stream()
                        .map(this::server)
                        .toList(),
                facts(Fact.HookEnded.class)
                        .map(ended -> new Incident.Hook(
                                ended.hook().target(),
                                ended.hook().stage().key(),
                                ended.hook().index(),
                                ended.problem().isPresent()))
                        .toList());
    }

    private <F extends Fact> Stream<F> facts(Class<F> kind) {
        return contents.facts().stream().filter(kind::isInstance).map(kind::cast);
    }

    private Incident.Part part(TargetSpec target) {
        List<DeploymentId> own = facts(Fact.PostIntended.class)
                .filter(sent -> sent.target().equals(target.key()))
                .map(Fact.PostIntended::id)
                .toList();
        Optional<TargetState> state = end.target(target.key());
        return new Incident.Part(
                target.key(),
                target.app(),
                target.server(),
                target.hasDomains(),
                target.strategy().word(),
                target.replicas(),
                state.flatMap(seen -> seen.before).map(Incidents::containers).orElse(0),
                answers(target, own),
                last(facts(Fact.MarkerSeen.class).filter(marker -> own.contains(marker.id())))
                        .map(marker -> new End(marker.success(), marker.reason())),
                facts(Fact.ContainerLogSeen.class)
                        .filter(seen -> own.contains(seen.id()))
                        .flatMap(seen -> seen.text().lines())
                        .toList(),
                state.flatMap(seen -> seen.outcome));
    }

    private static int containers(AppStatus status) {
        return status.state().equals("running") ? status.containerIds().size() : 0;
    }

    private static <T> Optional<T> last(Stream<T> all) {
        return all.reduce((first, second) -> second);
    }

    private List<Answer> answers(TargetSpec target, List<DeploymentId> own) {
        return facts(Fact.PostAnswered.class)
                .filter(answer -> answer.target().equals(target.key()))
                .map(answer -> new Answer(kind(answer, own), answer.reason()))
                .toList();
    }

    private Kind kind(Fact.PostAnswered answer, List<DeploymentId> own) {
        return switch (answer.reaction()) {
            case ACCEPTED -> Kind.ACCEPTED;
            case REFUSED -> Kind.REFUSED;
            case NOT_TAKEN -> Kind.NOT_TAKEN;
            case DOUBTFUL ->
                answer.attempt() <= own.size() && wasSeen(answer.target(), own.get(answer.attempt() - 1))
                        ? Kind.ANSWER_LOST
                        : Kind.LOST;
        };
    }

    /** Whether the server ever spoke of a deployment. */
    private boolean wasSeen(String target, DeploymentId id) {
        return facts(Fact.MarkerSeen.class).anyMatch(marker -> marker.id().equals(id))
                || facts(Fact.Mentioned.class)
                        .anyMatch(mentioned -> mentioned.id().equals(id))
                || facts(Fact.StatusRead.class)
                        .filter(read -> read.target().equals(target))
                        .flatMap(read -> read.status().stream())
                        .anyMatch(status -> status.deploymentId().equals(id));
    }

    private Incident.ServerPart server(String server) {
        boolean reachable =
                facts(Fact.VersionFailed.class).map(Fact.VersionFailed::server).noneMatch(server::equals);
        Instant began = facts(Fact.class).findFirst().map(Fact::at).orElse(contents.began());
        Outages outages = new Outages(server, began);
        contents.facts().forEach(outages::hear);
        return new Incident.ServerPart(server, reachable, outages.streamsLost(), outages.restarts());
    }
}
