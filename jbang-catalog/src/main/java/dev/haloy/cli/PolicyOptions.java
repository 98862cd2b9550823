package dev.haloy.cli;

import dev.haloy.deploy.DeployPolicy;
import dev.haloy.deploy.OnFailure;
import dev.haloy.deploy.Waves;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** How a run behaves: the same for deploying, planning and rehearsing. */
final class PolicyOptions {
    @Option(names = "--keep-going", order = 30, description = "When a target fails, start the others all the same.")
    private boolean keepGoing;

    @Option(
            names = "--on-failure",
            order = 31,
            paramLabel = "WHAT",
            description =
                    "When a target fails: stop starts no other (the default); continue starts the others all the same;"
                            + " rollback brings back what ran before of targets that lost it; rollback-all brings back what ran before of"
                            + " every target, and refuses targets that could not be rolled back before anything is sent.")
    private Optional<String> onFailure = Optional.empty();

    @Option(
            names = "--waves",
            order = 32,
            paramLabel = "WAVES",
            description =
                    "Deploy in waves such as 1,30%%,rest: a number of targets, a percentage of all targets, rounded up,"
                            + " or what is left. The next wave starts when all targets of the one before have ended well.")
    private Optional<String> waves = Optional.empty();

    @Option(
            names = "--failure-budget",
            order = 38,
            paramLabel = "N",
            description =
                    "Tolerate N failed targets in the run: with one more, no other target is started, or what --on-failure"
                            + " says is done. None by default; any number with --keep-going.")
    private Optional<Integer> failureBudget = Optional.empty();

    @Option(
            names = "--wave-failure-budget",
            order = 39,
            paramLabel = "N",
            description = "The same for each wave by itself.")
    private Optional<Integer> waveFailureBudget = Optional.empty();

    @Option(
            names = "--allow-first-deployments",
            order = 32,
            description =
                    "With --on-failure rollback-all: targets of which nothing runs yet are not refused; when everything is"
                            + " taken back they are removed again.")
    private boolean allowFirstDeployments;

    @Option(
            names = "--deadline",
            order = 40,
            paramLabel = "TIME",
            description = "How long one target may take before its outcome counts as unknown, such as 90s or 5m; 20m by"
                    + " default.")
    private Optional<String> deadline = Optional.empty();

    @Option(
            names = "--run-deadline",
            order = 41,
            paramLabel = "TIME",
            description =
                    "How long the whole run may take; then nothing new is started, and what servers have accepted is"
                            + " asked about once more. No limit by default.")
    private Optional<String> runDeadline = Optional.empty();

    /** A policy of what was said and the defaults. */
    DeployPolicy.Builder builder() {
        if (allowFirstDeployments && onFailure() != OnFailure.ROLL_BACK_ALL) {
            throw new UsageException("--allow-first-deployments goes with --on-failure rollback-all.");
        }
        DeployPolicy.Builder policy = DeployPolicy.builder()
                .onFailure(onFailure())
                .allowFirstDeployments(allowFirstDeployments)
                .failureBudget(budget("--failure-budget", failureBudget))
                .waveFailureBudget(budget("--wave-failure-budget", waveFailureBudget));
        waves.map(PolicyOptions::waves).ifPresent(policy::waves);
        deadline.map(Durations::parse).ifPresent(policy::deadline);
        runDeadline.map(Durations::parse).ifPresent(policy::runDeadline);
        return policy;
    }

    private static OptionalInt budget(String option, Optional<Integer> most) {
        if (most.orElse(0) < 0) {
            throw new UsageException(option + " wants a number from 0.");
        }
        return most.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    private static Waves waves(String text) {
        try {
            return Waves.parse(text);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--waves: " + Visible.line(String.valueOf(e.getMessage())) + ".");
        }
    }

    private OnFailure onFailure() {
        if (onFailure.isPresent() && keepGoing) {
            throw new UsageException("--keep-going is --on-failure continue; say one of them.");
        }
        return switch (onFailure.orElse(keepGoing ? "continue" : "stop")) {
            case "stop" -> OnFailure.STOP_STARTING;
            case "continue" -> OnFailure.KEEP_GOING;
            case "rollback" -> OnFailure.ROLL_BACK_FAILED;
            case "rollback-all" -> OnFailure.ROLL_BACK_ALL;
            default -> throw new UsageException("--on-failure takes stop, continue, rollback or rollback-all.");
        };
    }
}
