package dev.haloy.verdict;

import dev.haloy.client.DeploymentId;
import java.time.Instant;
import java.util.List;

/**
 * What became of one target. Only {@link Deployed} is success; {@link Unknown} never is.
 */
public sealed interface Outcome {
    /** One line for people: what happened, and what runs now. */
    String summary();

    /**
     * The server runs the new version: its own id, every container running, as many as asked for.
     *
     * @param id the new deployment
     * @param replicas how many containers run
     * @param confirmedAt when the server said so
     */
    record Deployed(DeploymentId id, int replicas, Instant confirmedAt) implements Outcome {
        @Override
        public String summary() {
            return "deployed " + id + ", " + replicas + (replicas == 1 ? " container running" : " containers running");
        }
    }

    /**
     * The server took the request and was not followed any further, because only that was asked for. Not a success, not a
     * failure.
     *
     * @param id the new deployment
     */
    record Accepted(DeploymentId id) implements Outcome {
        @Override
        public String summary() {
            return "accepted as " + id + ", not followed";
        }
    }

    /**
     * It did not work.
     *
     * @param phase what failed
     * @param reason why, without secrets
     * @param nowRunning what the server runs now, as far as it said; empty if nothing runs or nobody knows
     * @param containerLog what the failed containers printed last
     */
    record Failed(Phase phase, String reason, List<DeploymentId> nowRunning, List<String> containerLog)
            implements Outcome {
        /** Makes private copies. */
        public Failed {
            nowRunning = List.copyOf(nowRunning);
            containerLog = List.copyOf(containerLog);
        }

        @Override
        public String summary() {
            return "failed (" + phase.words() + "): " + reason
                    + (nowRunning.isEmpty()
                            ? ""
                            : "; now running "
                                    + String.join(
                                            ", ",
                                            nowRunning.stream()
                                                    .map(DeploymentId::value)
                                                    .toList()));
        }
    }

    /**
     * The new version failed and the old one was deployed again.
     *
     * @param to what runs now
     * @param because why
     */
    record RolledBack(DeploymentId to, Failed because) implements Outcome {
        @Override
        public String summary() {
            return "rolled back to " + to + " because it " + because.summary();
        }
    }

    /**
     * The first deployment of an app was taken back: its containers were removed, and nothing of it runs, as before.
     *
     * @param because why
     */
    record Removed(Failed because) implements Outcome {
        @Override
        public String summary() {
            return "removed again, as nothing ran before, because it " + because.summary();
        }
    }

    /**
     * Somebody deployed a newer version meanwhile.
     *
     * @param by the newer deployment
     */
    record Superseded(DeploymentId by) implements Outcome {
        @Override
        public String summary() {
            return "superseded by " + by + ", which somebody else deployed meanwhile";
        }
    }

    /**
     * Nothing was sent for this target.
     *
     * @param reason why
     * @param detail what exactly, if there is more to say; empty otherwise
     */
    record Skipped(Reason reason, String detail) implements Outcome {
        /** There is no more to say. */
        public Skipped(Reason reason) {
            this(reason, "");
        }

        @Override
        public String summary() {
            return "skipped: " + reason.words() + (detail.isEmpty() ? "" : ": " + detail);
        }
    }

    /**
     * Nobody could find out in time. The deployment may be running, failed or still under way.
     *
     * @param lastSeen the last thing that was seen of it
     * @param howToFindOut what a person can do
     */
    record Unknown(String lastSeen, String howToFindOut) implements Outcome {
        @Override
        public String summary() {
            return "unknown: " + lastSeen + "; " + howToFindOut;
        }
    }

    /** What failed. */
    enum Phase {
        /** Something was wrong before anything was sent. */
        PREFLIGHT("preflight"),
        /** The image could not be built. */
        BUILD("building the image"),
        /** The image did not get to the server or to its registry. */
        TRANSFER("sending the image"),
        /** A command before the deployment. */
        PRE_DEPLOY("pre_deploy hook"),
        /** The request itself was refused. */
        REQUEST("request"),
        /** The server tried and failed. */
        SERVER("on the server"),
        /** The server said success, and what it runs says otherwise. */
        CONFIRMATION("confirmation"),
        /** What ran before could not be brought back; see what runs now. */
        ROLLBACK("rollback"),
        /** A command after the deployment; the new version runs. */
        POST_DEPLOY("post_deploy hook"),
        /** Nothing of this target: another target or the run as a whole. */
        RUN("the run");

        private final String words;

        Phase(String words) {
            this.words = words;
        }

        /** The phase for people. */
        public String words() {
            return words;
        }
    }

    /** Why nothing was sent. */
    enum Reason {
        /** A deployment of all targets leaves protected ones out. */
        PROTECTED("protected"),
        /** What was to be taken back was not there. */
        NOT_NEEDED("nothing had to be done"),
        /** Something else failed first. */
        STOPPED_EARLY("not started because something else failed first"),
        /** A gate between two waves did not open. */
        GATE_CLOSED("not started because a gate did not open"),
        /** The time limit of the run was reached. */
        OUT_OF_TIME("not started because the time limit of the run was reached"),
        /** The run was cancelled. */
        CANCELLED("not started because the run was cancelled");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        /** The reason for people. */
        public String words() {
            return words;
        }
    }
}
