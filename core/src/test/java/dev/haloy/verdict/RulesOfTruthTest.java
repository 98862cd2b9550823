package dev.haloy.verdict;

import static dev.haloy.verdict.Attempt.NEW;
import static dev.haloy.verdict.Attempt.OLD;
import static dev.haloy.verdict.Attempt.OWN;
import static dev.haloy.verdict.Attempt.sent;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is known about servers, complete: every witness, what a status shows in every phase of every kind of deployment, and what
 * deployments on one server do to each other. Each has a row here; a missing one fails.
 */
class RulesOfTruthTest {
    /** A row and what it is about. */
    record Rule(String id, Row row) {
        @Override
        public String toString() {
            return id + ": " + row;
        }
    }

    /** What a deployment can be. */
    private enum Kind {
        ROLLING,
        FIRST,
        REPLACING
    }

    /** How far it can be. */
    private enum Phase {
        BEFORE_THE_START,
        STARTED,
        CRASHING,
        SUCCEEDED,
        UNHEALTHY,
        FAILED_BEFORE_THE_START,
        FAILED_IN_THE_START,
        FAILED_AT_THE_CERTIFICATE,
        SUPERSEDED
    }

    private static final Set<String> WITNESSES = new LinkedHashSet<>(List.of(
            "failure marker on the server's stream",
            "success marker on the server's stream",
            "marker on the deployment's own stream",
            "silence of the streams",
            "status with a greater id",
            "status with our id and no marker",
            "status without our id in time",
            "status without our id too late",
            "status with our id, then without",
            "confirming status",
            "missing replica",
            "status after the settle time",
            "upper bound",
            "restart with containers",
            "restart without containers",
            "no answer and no trace"));

    private static final Set<String> HAZARDS = new LinkedHashSet<>(List.of(
            "neighbour starts after our success",
            "neighbour starts after our failure",
            "neighbour shows up while we fail",
            "second deployment two seconds later",
            "second deployment six seconds later, ours is the first",
            "second deployment six seconds later, ours is the second",
            "stop meanwhile",
            "slow replacement",
            "crash-looping neighbour",
            "updates started together",
            "two success markers",
            "contradicting markers"));

    private static Rule rule(String id, Attempt seen, String judged) {
        return new Rule(id, Row.row(id, seen, judged));
    }

    static Stream<Rule> witnesses() {
        Attempt accepted = sent().accepted();
        Attempt success = accepted.success(6);
        Attempt restarted = accepted.daemonStarted(4);
        return Stream.of(
                rule(
                        "failure marker on the server's stream",
                        accepted.failure(6).shows(6.1, OLD, "running"),
                        "failed SERVER, old runs"),
                rule("success marker on the server's stream", success, "waits for STATUS"),
                rule(
                        "marker on the deployment's own stream",
                        sent().doubted(1).success(6).shows(6.1, OWN, "running"),
                        "deployed"),
                rule("silence of the streams", accepted.timePassed(900), "waits for NEWS"),
                rule("status with a greater id", accepted.shows(3, NEW, "running"), "superseded, new runs"),
                rule("status with our id and no marker", accepted.shows(600, OWN, "running"), "waits for NEWS"),
                rule("status without our id in time", accepted.shows(120, OLD, "running"), "waits for NEWS"),
                rule("status without our id too late", accepted.shows(131, OLD, "running"), "failed SERVER, old runs"),
                rule(
                        "status with our id, then without",
                        accepted.shows(3, OWN, "running").showsNothing(9).showsNothing(20),
                        "failed SERVER"),
                rule("confirming status", success.shows(6.1, OWN, "running"), "deployed"),
                rule(
                        "missing replica",
                        success.shows(6.1, OWN, "running", 1).shows(17, OWN, "running", 1),
                        "failed CONFIRMATION, own runs"),
                rule(
                        "status after the settle time",
                        success.shows(6.1, OWN, "running").showsNothing(14),
                        "failed CONFIRMATION"),
                rule("upper bound", accepted.shows(600, OWN, "running").gaveUp(1200), "unknown"),
                rule("restart with containers", restarted.shows(25, OWN, "running"), "unknown"),
                rule("restart without containers", restarted.shows(25, OLD, "running"), "failed SERVER, old runs"),
                rule("no answer and no trace", sent().doubted(1).showsNothing(131), "failed REQUEST"));
    }

    static Stream<Rule> phases() {
        List<Rule> rules = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            Attempt accepted = sent().accepted();
            Attempt failed = accepted.failure(6);
            rules.add(phase(kind, Phase.BEFORE_THE_START, old(accepted, 0.5, kind), "waits for NEWS"));
            rules.add(phase(
                    kind, Phase.STARTED, accepted.shows(1, OWN, "created").shows(3, OWN, "running"), "waits for NEWS"));
            rules.add(phase(
                    kind,
                    Phase.CRASHING,
                    accepted.shows(9, OWN, "restarting").shows(11, OWN, "running"),
                    "waits for NEWS"));
            rules.add(phase(kind, Phase.SUCCEEDED, accepted.success(6).shows(6.1, OWN, "running"), "deployed"));
            rules.add(phase(
                    kind,
                    Phase.UNHEALTHY,
                    kind == Kind.REPLACING ? failed.showsNothing(6.1) : old(failed, 6.1, kind),
                    "failed SERVER" + survivor(kind, kind == Kind.ROLLING)));
            rules.add(phase(
                    kind,
                    Phase.FAILED_BEFORE_THE_START,
                    old(failed, 6.1, kind),
                    "failed SERVER" + survivor(kind, kind != Kind.FIRST)));
            rules.add(phase(
                    kind, Phase.FAILED_IN_THE_START, failed.shows(6.1, OWN, "created", 1), "failed SERVER, own runs"));
            rules.add(phase(
                    kind,
                    Phase.FAILED_AT_THE_CERTIFICATE,
                    failed.shows(6.1, OWN, "running"),
                    "failed SERVER, own runs"));
            rules.add(phase(kind, Phase.SUPERSEDED, accepted.shows(7, NEW, "running"), "superseded, new runs"));
        }
        return rules.stream();
    }

    private static Rule phase(Kind kind, Phase phase, Attempt seen, String judged) {
        return rule(kind + " " + phase, seen, judged);
    }

    /** What the status shows as long as nothing of ours is there. */
    private static Attempt old(Attempt attempt, double seconds, Kind kind) {
        return kind == Kind.FIRST ? attempt.showsNothing(seconds) : attempt.shows(seconds, OLD, "running");
    }

    private static String survivor(Kind kind, boolean survives) {
        return survives && kind != Kind.FIRST ? ", old runs" : "";
    }

    static Stream<Rule> hazards() {
        Attempt accepted = sent().accepted();
        Attempt success = accepted.success(6);
        Attempt failure = accepted.failure(6);
        return Stream.of(
                rule(
                        "neighbour starts after our success",
                        success.shows(6.1, OWN, "running").showsNothing(14),
                        "failed CONFIRMATION"),
                rule(
                        "neighbour starts after our failure",
                        failure.shows(6.1, OLD, "running").showsNothing(14),
                        "failed SERVER"),
                rule("neighbour shows up while we fail", failure.showsNothing(6.1), "failed SERVER"),
                rule(
                        "second deployment two seconds later",
                        accepted.shows(3, OWN, "running").shows(6, NEW, "running"),
                        "superseded, new runs"),
                rule(
                        "second deployment six seconds later, ours is the first",
                        success.shows(6.1, OWN, "running"),
                        "deployed"),
                rule(
                        "second deployment six seconds later, ours is the second",
                        success.shows(6.1, OLD, "running"),
                        "failed CONFIRMATION, old runs"),
                rule(
                        "stop meanwhile",
                        success.shows(6.1, OWN, "exited").shows(17, OWN, "exited"),
                        "failed CONFIRMATION, own runs"),
                rule("slow replacement", success.showsNothing(6.1), "failed CONFIRMATION"),
                rule(
                        "crash-looping neighbour",
                        success.shows(6.1, OWN, "running")
                                .shows(11, OWN, "running")
                                .showsNothing(14),
                        "failed CONFIRMATION"),
                rule("updates started together", success.shows(6.1, OWN, "running"), "deployed"),
                rule("two success markers", success.success(8).shows(8.1, OWN, "running"), "deployed"),
                rule(
                        "contradicting markers",
                        success.failure(8).shows(8.1, OLD, "running"),
                        "failed SERVER, old runs"));
    }

    @ParameterizedTest
    @MethodSource({"witnesses", "phases", "hazards"})
    void evidence_leads_to_the_verdict(Rule rule) {
        assertThat(rule.row().seen().judged()).isEqualTo(rule.row().judged());
    }

    @Test
    void no_rule_is_missing() {
        assertThat(witnesses().map(Rule::id)).containsExactlyElementsOf(WITNESSES);
        assertThat(hazards().map(Rule::id)).containsExactlyElementsOf(HAZARDS);
        assertThat(phases().map(Rule::id))
                .doesNotHaveDuplicates()
                .hasSize(Kind.values().length * Phase.values().length);
    }
}
