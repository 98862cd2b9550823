package dev.haloy.verdict;

import static dev.haloy.verdict.Attempt.OLD;
import static dev.haloy.verdict.Attempt.OWN;
import static dev.haloy.verdict.Attempt.sent;
import static dev.haloy.verdict.Attempt.sentWithoutDomains;
import static dev.haloy.verdict.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Verdicts where a marker is missing, or says less than usual. */
class MissingWitnessesTest {
    static Stream<Row> withoutMarkers() {
        return Stream.of(
                row(
                        "running containers alone never prove success",
                        sent().accepted().shows(1000, OWN, "running"),
                        "waits for NEWS"),
                row(
                        "running containers without any marker are unknown in the end",
                        sent().accepted().shows(1000, OWN, "running").gaveUp(1200),
                        "unknown"),
                row("a start may take two minutes", sent().accepted().showsNothing(129), "waits for NEWS"),
                row("what has not started by then has failed", sent().accepted().showsNothing(131), "failed SERVER"),
                row(
                        "the old version is named when the new one has not started",
                        sent().accepted().shows(131, OLD, "running"),
                        "failed SERVER, old runs"),
                row(
                        "a late answer to an early question proves no missed start",
                        sent().accepted().askedAndNothing(110, 135),
                        "waits for NEWS"),
                row(
                        "the reason of a removal may trail behind it",
                        sent().accepted()
                                .shows(3, OWN, "running")
                                .showsNothing(10)
                                .showsNothing(19),
                        "waits for NEWS"),
                row(
                        "containers that came and went have failed",
                        sent().accepted()
                                .shows(3, OWN, "running")
                                .shows(10, OLD, "running")
                                .shows(20, OLD, "running"),
                        "failed SERVER, old runs"),
                row(
                        "containers that came back have not gone",
                        sent().accepted()
                                .shows(3, OWN, "running")
                                .showsNothing(10)
                                .shows(20, OWN, "running"),
                        "waits for NEWS"),
                row(
                        "a marker that trails behind gives the reason",
                        sent().accepted()
                                .shows(3, OWN, "running")
                                .showsNothing(10)
                                .failure(12)
                                .showsNothing(12.1),
                        "failed SERVER"));
    }

    static Stream<Row> restarts() {
        Attempt restarted = sent().accepted().daemonStarted(4);
        return Stream.of(
                row("a new daemon needs time to take up containers", restarted.showsNothing(23), "waits for NEWS"),
                row("containers are not yet adopted", restarted.shows(23, OWN, "running"), "waits for NEWS"),
                row(
                        "an answer to a question from before its adoption counts for nothing",
                        restarted.askedAndNothing(5, 25),
                        "waits for NEWS"),
                row("after a restart running containers prove nothing", restarted.shows(24, OWN, "running"), "unknown"),
                row("after a restart missing containers are a failure", restarted.showsNothing(24), "failed SERVER"),
                row(
                        "after a restart the old version is named",
                        restarted.shows(24, OLD, "running"),
                        "failed SERVER, old runs"),
                row(
                        "a marker after a restart tells of a container that has crashed",
                        restarted.success(12).shows(12.1, OWN, "running"),
                        "waits for PATIENCE"),
                row(
                        "a marker from before the restart counts",
                        sent().accepted().success(6).daemonStarted(7).shows(9, OWN, "running"),
                        "deployed"),
                row(
                        "a failure from before the restart counts",
                        sent().accepted().failure(6).daemonStarted(7).shows(9, OLD, "running"),
                        "failed SERVER, old runs"));
    }

    static Stream<Row> appsNobodyAsksWhetherTheyAreWell() {
        Attempt prompt = sentWithoutDomains().accepted().success(5.4);
        Attempt late = sentWithoutDomains().accepted().success(12);
        return Stream.of(
                row("a prompt marker is believed", prompt.shows(5.5, OWN, "running"), "deployed"),
                row("a late marker raises suspicion", late.shows(12.1, OWN, "running"), "waits for PATIENCE"),
                row(
                        "a late marker is believed of an app that is asked whether it is well",
                        sent().accepted().success(12).shows(12.1, OWN, "running"),
                        "deployed"),
                row(
                        "containers that keep running are a success",
                        late.shows(12.1, OWN, "running")
                                .shows(16, OWN, "running")
                                .shows(20, OWN, "running"),
                        "deployed"),
                row(
                        "a crash while being watched is a failure",
                        late.shows(12.1, OWN, "running")
                                .shows(15, OWN, "restarting")
                                .shows(20, OWN, "running"),
                        "failed CONFIRMATION, own runs"),
                row(
                        "a replica that is missing after being watched is a failure",
                        late.shows(12.1, OWN, "running").shows(20, OWN, "running", 1),
                        "failed CONFIRMATION, own runs"),
                row(
                        "a second marker does not begin the watch anew",
                        late.shows(13, OWN, "running").success(19).shows(20, OWN, "running"),
                        "deployed"));
    }

    @ParameterizedTest
    @MethodSource({"withoutMarkers", "restarts", "appsNobodyAsksWhetherTheyAreWell"})
    void evidence_leads_to_the_verdict(Row row) {
        assertThat(row.seen().judged()).isEqualTo(row.judged());
    }
}
