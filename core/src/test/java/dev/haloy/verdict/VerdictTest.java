package dev.haloy.verdict;

import static dev.haloy.verdict.Attempt.NEW;
import static dev.haloy.verdict.Attempt.OLD;
import static dev.haloy.verdict.Attempt.OWN;
import static dev.haloy.verdict.Attempt.at;
import static dev.haloy.verdict.Attempt.sent;
import static dev.haloy.verdict.Row.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictTest {
    static Stream<Row> requests() {
        return Stream.of(
                row("before a request there is nothing to judge", Attempt.of(true), "waits for NEWS"),
                row("a request alone says nothing", sent(), "waits for NEWS"),
                row("an accepted request has done nothing yet", sent().accepted(), "waits for NEWS"),
                row("a refused request has failed", sent().refused(0.1, "400"), "failed REQUEST"),
                row("no answer is no failure", sent().doubted(30), "waits for NEWS"),
                row("a missing status is no failure", sent().doubted(30).showsNothing(33), "waits for NEWS"),
                row("giving up a doubtful request is honest", sent().doubted(30).gaveUp(1200), "unknown"),
                row("giving up an accepted request is honest", sent().accepted().gaveUp(1200), "unknown"),
                row(
                        "an entry about it proves that it was taken",
                        sent().doubted(30).mentioned(31).showsNothing(140),
                        "failed SERVER"),
                row(
                        "a request that left no trace was never taken",
                        sent().doubted(30).shows(140, OLD, "running"),
                        "failed REQUEST, old runs"));
    }

    static Stream<Row> successes() {
        return Stream.of(
                row("a success marker alone is not believed", sent().accepted().success(6), "waits for STATUS"),
                row(
                        "a success marker and a later complete status prove success",
                        sent().accepted().success(6).shows(6.1, OWN, "running"),
                        "deployed"),
                row(
                        "a success needs no answer to the request",
                        sent().doubted(30).success(31).shows(31.1, OWN, "running"),
                        "deployed"),
                row(
                        "a status that was asked for before the marker confirms nothing",
                        sent().accepted().success(6).asked(5.9, 6.2, OWN, "running", 2),
                        "waits for STATUS"),
                row(
                        "a server that cannot be asked confirms nothing",
                        sent().accepted().success(6).cannotBeAsked(6.5),
                        "waits for STATUS"),
                row(
                        "a success that nobody could confirm is unknown",
                        sent().accepted().success(6).cannotBeAsked(6.5).gaveUp(20),
                        "unknown"),
                row(
                        "missing replicas may still come for a while",
                        sent().accepted().success(6).shows(6.1, OWN, "running", 1),
                        "waits for NEWS"),
                row(
                        "containers may still be starting for a while",
                        sent().accepted().success(6).shows(6.1, OWN, "created"),
                        "waits for NEWS"),
                row(
                        "replicas that came late are a success",
                        sent().accepted()
                                .success(6)
                                .shows(6.1, OWN, "running", 1)
                                .shows(9, OWN, "running"),
                        "deployed"),
                row(
                        "missing replicas are a failure in the end",
                        sent().accepted().success(6).shows(16, OWN, "running", 1),
                        "failed CONFIRMATION, own runs"),
                row(
                        "too many containers are not what was asked for",
                        sent().accepted().success(6).shows(16, OWN, "running", 3),
                        "failed CONFIRMATION, own runs"),
                row(
                        "restarting containers are a failure in the end",
                        sent().accepted().success(6).shows(16, OWN, "restarting"),
                        "failed CONFIRMATION, own runs"));
    }

    static Stream<Row> failures() {
        return Stream.of(
                row(
                        "after a failure marker one asks what runs",
                        sent().accepted().failure(6),
                        "waits for STATUS"),
                row(
                        "a failure marker is certain and the old version is named",
                        sent().accepted().failure(6).shows(6.1, OLD, "running"),
                        "failed SERVER, old runs"),
                row(
                        "a failed first deployment leaves nothing",
                        sent().accepted().failure(6).showsNothing(6.1),
                        "failed SERVER"),
                row(
                        "a failure is a failure even if the server cannot be asked",
                        sent().accepted().failure(6).cannotBeAsked(6.5),
                        "failed SERVER"),
                row(
                        "trouble before the marker does not count as asked",
                        sent().accepted().cannotBeAsked(5).failure(6),
                        "waits for STATUS"),
                row(
                        "a failure is a failure even if nobody asks any more",
                        sent().accepted().failure(6).gaveUp(6.1),
                        "failed SERVER"),
                row(
                        "an old status does not say what runs after the failure",
                        sent().accepted().failure(6).asked(5.9, 6.2, OWN, "running", 2),
                        "waits for STATUS"));
    }

    static Stream<Row> contradictions() {
        return Stream.of(
                row(
                        "two success markers are one success",
                        sent().accepted().success(6).success(8).shows(8.1, OWN, "running"),
                        "deployed"),
                row(
                        "a status between two markers is asked for again",
                        sent().accepted().success(6).shows(7, OWN, "running", 1).success(8),
                        "waits for STATUS"),
                row(
                        "a failure after a success is believed",
                        sent().accepted().success(6).failure(20).showsNothing(20.1),
                        "failed SERVER"),
                row(
                        "a success after a failure needs its own confirmation",
                        sent().accepted().failure(6).success(7),
                        "waits for STATUS"),
                row(
                        "a success after a failure that is confirmed is a success",
                        sent().accepted().failure(6).success(7).shows(7.1, OWN, "running"),
                        "deployed"),
                row(
                        "success, failure, success and failure again end as a failure",
                        sent().accepted()
                                .success(6)
                                .failure(20)
                                .success(34)
                                .failure(48)
                                .shows(48.1, OLD, "running"),
                        "failed SERVER, old runs"),
                row(
                        "a newer deployment decides, whatever the marker says",
                        sent().accepted().success(6).shows(6.1, NEW, "running"),
                        "superseded, new runs"),
                row(
                        "a newer deployment decides without a marker",
                        sent().accepted().shows(3, NEW, "created"),
                        "superseded, new runs"),
                row(
                        "a newer deployment decides after a failure, too",
                        sent().accepted().failure(6).shows(6.1, NEW, "running"),
                        "superseded, new runs"));
    }

    @ParameterizedTest
    @MethodSource({"requests", "successes", "failures", "contradictions"})
    void evidence_leads_to_the_verdict(Row row) {
        assertThat(row.seen().judged()).isEqualTo(row.judged());
        assertThat(row.seen().verdict()).isEqualTo(row.seen().verdict());
    }

    @Test
    void a_deployment_is_confirmed_at_the_moment_of_the_status() {
        Outcome outcome = sent().accepted()
                .success(6)
                .shows(6.1, OWN, "running")
                .verdict()
                .outcome();

        assertThat(outcome).isEqualTo(new Outcome.Deployed(OWN, Attempt.REPLICAS, at(6.1)));
    }

    @Test
    void a_failure_carries_the_reason_and_what_the_containers_printed() {
        Outcome.Failed failed = (Outcome.Failed) sent().accepted()
                .printed(5, "\nno database\n\ngiving up")
                .failure(6)
                .showsNothing(6.1)
                .verdict()
                .outcome();

        assertThat(failed.reason()).isEqualTo("unhealthy");
        assertThat(failed.containerLog()).containsExactly("no database", "giving up");
    }

    @Test
    void a_failure_says_when_the_new_version_may_be_serving() {
        Outcome.Failed failed = (Outcome.Failed) sent().accepted()
                .failure(6)
                .shows(6.1, OWN, "running")
                .verdict()
                .outcome();

        assertThat(failed.nowRunning()).containsExactly(OWN);
        assertThat(failed.reason()).startsWith("unhealthy").contains("may be serving");
    }

    @Test
    void a_refusal_gives_the_reason_of_the_server() {
        Outcome.Failed failed =
                (Outcome.Failed) sent().refused(0.1, "unknown field").verdict().outcome();

        assertThat(failed.reason()).isEqualTo("unknown field");
    }

    @Test
    void what_is_unknown_says_what_was_seen_and_how_to_find_out() {
        Outcome.Unknown unknown = (Outcome.Unknown) sent().accepted()
                .success(6)
                .daemonStarted(7)
                .shows(5, OWN, "created", 1)
                .gaveUp(1200)
                .verdict()
                .outcome();

        assertThat(unknown.lastSeen())
                .contains(OWN.value(), "reported success", "restarted", "created x1", "the time limit was reached");
        assertThat(unknown.howToFindOut()).contains("prod.example.com", "shop", OWN.value());
    }
}
