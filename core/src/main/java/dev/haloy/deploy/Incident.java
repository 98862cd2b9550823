package dev.haloy.deploy;

import dev.haloy.verdict.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a run was about and what others did in it, as its journal says: enough to let it happen again elsewhere. Holds neither
 * secrets nor commands, as the journal does not. See {@link Runs#incident}.
 *
 * @param runId the run
 * @param onFailure what was to happen after a failure
 * @param targets its targets, in declared order
 * @param servers its servers, in the order of their first targets
 * @param hooks all hooks that ended, in order
 */
public record Incident(
        String runId, OnFailure onFailure, List<Part> targets, List<ServerPart> servers, List<Hook> hooks) {
    /** Makes private copies. */
    public Incident {
        targets = List.copyOf(targets);
        servers = List.copyOf(servers);
        hooks = List.copyOf(hooks);
    }

    /**
     * A target and what its server did.
     *
     * @param target the target's key
     * @param app the app
     * @param server its server
     * @param hasDomains whether domains lead to it
     * @param strategy {@code rolling} or {@code replace}
     * @param replicas how many containers were asked for
     * @param containersBefore how many containers ran before; 0 if none did
     * @param answers how the server reacted to each request to deploy
     * @param end how the server said that the deployment ended; empty if it was not heard to say so
     * @param containerLog what failed containers printed
     * @param outcome what became of it; empty if the run was interrupted before
     */
    public record Part(
            String target,
            String app,
            String server,
            boolean hasDomains,
            String strategy,
            int replicas,
            int containersBefore,
            List<Answer> answers,
            Optional<End> end,
            List<String> containerLog,
            Optional<Outcome> outcome) {
        /** Makes private copies. */
        public Part {
            answers = List.copyOf(answers);
            containerLog = List.copyOf(containerLog);
        }
    }

    /**
     * How a server reacted to a request to deploy.
     *
     * @param kind what became of the request
     * @param reason what was said
     */
    public record Answer(Kind kind, String reason) {}

    /** What became of a request to deploy. */
    public enum Kind {
        /** The server took it and said so. */
        ACCEPTED,
        /** The server refused it for good. */
        REFUSED,
        /** The server certainly did not take it, and might take another. */
        NOT_TAKEN,
        /** There was no answer, but the server had taken it. */
        ANSWER_LOST,
        /** There was no answer, and no sign that the server had taken it. */
        LOST
    }

    /**
     * The end of a deployment, as the server said it.
     *
     * @param success whether it called it a success
     * @param reason what it said
     */
    public record End(boolean success, String reason) {}

    /**
     * What happened to a server as a whole.
     *
     * @param server the server
     * @param reachable whether it answered the first question
     * @param streamsLost how often its log stream broke while the daemon lived
     * @param restarts the daemon's restarts in the middle of the run, in order
     */
    public record ServerPart(String server, boolean reachable, int streamsLost, List<Restart> restarts) {
        /** Makes private copies. */
        public ServerPart {
            restarts = List.copyOf(restarts);
        }
    }

    /**
     * A daemon that went away and came back.
     *
     * @param died when it went away, since the run began
     * @param away how long it stayed away
     */
    public record Restart(Duration died, Duration away) {}

    /**
     * A hook that ended.
     *
     * @param target its target; empty for a global one
     * @param stage its key, such as {@code pre_deploy}
     * @param index its place in the list, from 0
     * @param failed whether it failed
     */
    public record Hook(Optional<String> target, String stage, int index, boolean failed) {}
}
