package dev.haloy.testkit;

import dev.haloy.deploy.Incident;
import dev.haloy.deploy.Incident.Answer;
import dev.haloy.deploy.Incident.End;
import dev.haloy.deploy.Incident.Hook;
import dev.haloy.deploy.Incident.Part;
import dev.haloy.deploy.Incident.Restart;
import dev.haloy.deploy.Incident.ServerPart;
import dev.haloy.verdict.Outcome;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the Java source of a test that replays an incident. */
final class ReplaySource {
    private static final String INDENT = "            ";
    private static final String IMPORTS = """
            import static org.assertj.core.api.Assertions.assertThat;

            import dev.haloy.Haloy;
            import dev.haloy.Project;
            import dev.haloy.deploy.DeployPolicy;
            import dev.haloy.deploy.DeployResult;
            import dev.haloy.deploy.OnFailure;
            import dev.haloy.embedded.fault.Endpoint;
            import dev.haloy.embedded.fault.Fault;
            import dev.haloy.embedded.fault.FaultRule;
            import dev.haloy.embedded.script.Behaviour;
            import dev.haloy.testkit.HaloyServers;
            import dev.haloy.verdict.Outcome;
            import java.time.Duration;
            import org.junit.jupiter.api.Test;
            """;

    private final Incident incident;
    private final StringBuilder text = new StringBuilder();

    ReplaySource(Incident incident) {
        this.incident = incident;
    }

    String of(String className) {
        text.append(IMPORTS)
                .append("\n/** What happened in run ")
                .append(incident.runId())
                .append(", on embedded servers. */\nclass ")
                .append(className)
                .append(
                        " {\n    @Test\n    void ends_as_the_run_did() {\n        try (HaloyServers servers = HaloyServers.of(")
                .append(incident.servers().stream()
                        .map(server -> quoted(server.server()))
                        .collect(Collectors.joining(", ")))
                .append(")) {\n");
        incident.targets().forEach(this::script);
        answers();
        incident.servers().forEach(this::trouble);
        incident.hooks().stream()
                .filter(Hook::failed)
                .forEach(hook -> line("servers.hooks().fails(" + command(hook) + ", 1);"));
        project();
        incident.targets().forEach(this::expectation);
        return text.append("        }\n    }\n}\n").toString();
    }

    private void line(String statement) {
        text.append(INDENT).append(statement).append('\n');
    }

    private void script(Part part) {
        String app = "servers.at(" + quoted(part.server()) + ").app(" + quoted(part.app()) + ")";
        if (part.containersBefore() > 0) {
            String domain = part.hasDomains() ? ", " + quoted(domain(part)) : "";
            line(app + ".running(\"before\", " + part.containersBefore() + domain + ");");
        }
        if (wasGone(part)) {
            // The run looks at once; removing takes longer than that.
            line("servers.at(" + quoted(part.server()) + ").latency(" + millis(Duration.ofSeconds(2)) + ");");
        }
        if (!part.answers().isEmpty()) {
            line(app + ".everyDeployment(" + behaviour(part) + ");");
        }
    }

    private static String domain(Part part) {
        return part.app().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + ".example.test";
    }

    private static String behaviour(Part part) {
        String how = part.end()
                .map(end -> end.success() ? success(part) : "Behaviour." + failure(end.reason(), part.hasDomains()))
                .orElse("Behaviour.noMarker()");
        return part.containerLog().isEmpty()
                ? how
                : how + ".printing("
                        + part.containerLog().stream().map(ReplaySource::quoted).collect(Collectors.joining(", "))
                        + ")";
    }

    /** What the server called a success was gone when the run looked: crashed where nobody checks health, else removed. */
    private static boolean wasGone(Part part) {
        return part.end().filter(End::success).isPresent()
                && part.outcome()
                        .filter(outcome -> outcome instanceof Outcome.Failed failed
                                && failed.phase() == Outcome.Phase.CONFIRMATION)
                        .isPresent();
    }

    private static String success(Part part) {
        if (!wasGone(part)) {
            return "Behaviour.healthy()";
        }
        return part.hasDomains()
                ? "Behaviour.healthy().vanishesAfter(" + millis(Duration.ofMillis(1)) + ")"
                : "Behaviour.crashLoops()";
    }

    private static String failure(String reason, boolean hasDomains) {
        String words = reason.toLowerCase(Locale.ROOT);
        if (words.contains("pull") || words.contains("image")) {
            return "imageMissing()";
        } else if (words.contains("certificate") || words.contains("acme")) {
            return "failsCertificate()";
        }
        return words.contains("health") && hasDomains ? "failsHealthCheck()" : "crashLoops()";
    }

    /** Requests to deploy are counted by server, over all its targets. */
    private void answers() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Part part : incident.targets()) {
            for (Answer answer : part.answers()) {
                int nth = counts.merge(part.server(), 1, Integer::sum);
                String fault = fault(answer);
                if (!fault.isEmpty()) {
                    line("servers.at(" + quoted(part.server()) + ").fault(FaultRule.nth(" + nth + ", Endpoint.DEPLOY, "
                            + fault + "));");
                }
            }
        }
    }

    private static String fault(Answer answer) {
        return switch (answer.kind()) {
            case ACCEPTED -> "";
            case REFUSED -> "Fault.refused(400, " + quoted(answer.reason()) + ")";
            case NOT_TAKEN -> answer.reason().contains("429") ? "Fault.tooManyRequests()" : "Fault.unavailable()";
            case ANSWER_LOST -> "Fault.replyLost()";
            case LOST -> "Fault.reset()";
        };
    }

    private void trouble(ServerPart server) {
        String at = "servers.at(" + quoted(server.server()) + ")";
        if (!server.reachable()) {
            line(at + ".fault(FaultRule.every(Endpoint.VERSION, Fault.reset()));");
        }
        if (server.streamsLost() > 0) {
            line(at + ".fault(FaultRule.times(" + server.streamsLost()
                    + ", Endpoint.SERVER_LOGS, Fault.cutAfter(3)));");
        }
        for (Restart restart : server.restarts()) {
            line("servers.time().after(" + millis(restart.died()) + ", () -> " + at + ".restart("
                    + millis(restart.away()) + "));");
        }
    }

    private static String millis(Duration duration) {
        return "Duration.ofMillis(" + duration.toMillis() + ")";
    }

    private static String command(Hook hook) {
        return quoted(hook.stage() + " " + (hook.index() + 1)
                + hook.target().map(target -> " of " + target).orElse(""));
    }

    private void project() {
        line("Project project = Haloy.app(\"replayed\")");
        line("        .image(\"replayed:v2\")");
        hooks("global_pre_deploy", "", "        .globalPreDeploy(", ")");
        hooks("global_post_deploy", "", "        .globalPostDeploy(", ")");
        for (Part part : incident.targets()) {
            line("        .target(" + quoted(part.target()) + ", t -> t.server(" + quoted(part.server()) + ")");
            line("                .name(" + quoted(part.app()) + ")");
            line("                .replicas(" + part.replicas() + ")");
            hooks("pre_deploy", part.target(), "                .preDeploy(", ")");
            hooks("post_deploy", part.target(), "                .postDeploy(", ")");
            if (part.hasDomains()) {
                line("                .domain(" + quoted(domain(part)) + ")");
            }
            line("                .with(settings -> settings.deploymentStrategy(" + quoted(part.strategy()) + ")))");
        }
        line("        .project()");
        line("        .withPolicy(DeployPolicy.builder()");
        line("                .onFailure(OnFailure." + incident.onFailure() + ")");
        line("                .build());");
        text.append('\n');
        String keys =
                incident.targets().stream().map(part -> quoted(part.target())).collect(Collectors.joining(", "));
        line("DeployResult result = servers.bind(project).targets(" + keys + ").tryDeploy();");
        text.append('\n');
    }

    private void hooks(String stage, String target, String before, String after) {
        for (Hook hook : incident.hooks()) {
            if (hook.stage().equals(stage) && hook.target().orElse("").equals(target)) {
                line(before + command(hook) + after);
            }
        }
    }

    private void expectation(Part part) {
        Outcome outcome = part.outcome().orElseThrow();
        String of = "assertThat(result.target(" + quoted(part.target()) + ").outcome())";
        if (outcome instanceof Outcome.Failed failed) {
            line(of + ".isInstanceOfSatisfying(");
            line("        Outcome.Failed.class,");
            line("        failed -> assertThat(failed.phase()).isEqualTo(Outcome.Phase." + failed.phase() + "));");
        } else if (outcome instanceof Outcome.Skipped skipped) {
            line(of + ".isEqualTo(new Outcome.Skipped(Outcome.Reason." + skipped.reason() + "));");
        } else {
            line(of + ".isInstanceOf(Outcome." + outcome.getClass().getSimpleName() + ".class);");
        }
    }

    /** A Java literal. */
    private static String quoted(String value) {
        StringBuilder literal = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                literal.append('\\').append(c);
            } else if (c < ' ') {
                literal.append(String.format(Locale.ROOT, "\\%03o", (int) c));
            } else if (c > '~') {
                literal.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                literal.append(c);
            }
        }
        return literal.append('"').toString();
    }
}
