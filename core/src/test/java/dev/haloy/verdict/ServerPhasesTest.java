package dev.haloy.verdict;

import static dev.haloy.verdict.Attempt.NEW;
import static dev.haloy.verdict.Attempt.OLD;
import static dev.haloy.verdict.Attempt.OWN;
import static dev.haloy.verdict.Attempt.sent;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a server's status shows in each phase of a deployment, and what deployments do to each other. */
class ServerPhasesTest {
    private final Attempt accepted = sent().accepted();
    private final Attempt reportedSuccess = accepted.success(6);
    private final Attempt reportedFailure = accepted.failure(6);

    @Test
    void before_the_start_nothing_is_decided() {
        assertThat(accepted.showsNothing(0.5).judged()).isEqualTo("waits for NEWS");
        assertThat(accepted.shows(0.5, OLD, "running").judged()).isEqualTo("waits for NEWS");
        assertThat(accepted.shows(0.5, OLD, "exited").judged()).isEqualTo("waits for NEWS");
    }

    @Test
    void between_start_and_end_marker_nothing_is_decided() {
        assertThat(accepted.shows(0.5, OWN, "created").judged()).isEqualTo("waits for NEWS");
        assertThat(accepted.shows(3, OWN, "running").judged()).isEqualTo("waits for NEWS");
    }

    @Test
    void a_crash_loop_is_not_decided_by_a_status() {
        assertThat(accepted.shows(10, OWN, "restarting").judged()).isEqualTo("waits for NEWS");
    }

    @Test
    void after_success_the_new_version_runs() {
        assertThat(reportedSuccess.shows(6.1, OWN, "running").judged()).isEqualTo("deployed");
    }

    @Test
    void a_failed_health_check_leaves_the_old_version_of_a_rolling_update() {
        assertThat(reportedFailure.shows(6.1, OLD, "running").judged()).isEqualTo("failed SERVER, old runs");
    }

    @Test
    void a_failed_health_check_leaves_nothing_after_a_replacement() {
        assertThat(reportedFailure.showsNothing(6.1).judged()).isEqualTo("failed SERVER");
    }

    @Test
    void a_failed_start_may_leave_containers_behind() {
        assertThat(reportedFailure.shows(6.1, OWN, "created", 1).judged()).isEqualTo("failed SERVER, own runs");
    }

    @Test
    void a_failed_certificate_leaves_the_new_version_serving() {
        assertThat(reportedFailure.shows(6.1, OWN, "running").judged()).isEqualTo("failed SERVER, own runs");
    }

    @Test
    void a_greater_id_has_superseded_ours() {
        assertThat(accepted.shows(3, NEW, "running").judged()).isEqualTo("superseded, new runs");
    }

    @Test
    void a_neighbour_that_removed_the_new_containers_turns_success_into_failure() {
        assertThat(reportedSuccess.showsNothing(6.1).judged()).isEqualTo("failed CONFIRMATION");
    }

    @Test
    void a_neighbour_that_removes_them_later_is_found_out_by_looking_again() {
        Attempt confirmed = reportedSuccess.shows(6.1, OWN, "running");

        assertThat(confirmed.showsNothing(14).judged()).isEqualTo("failed CONFIRMATION");
        assertThat(confirmed.shows(14, OWN, "running").judged()).isEqualTo("deployed");
    }

    @Test
    void a_neighbour_that_removed_even_the_old_version_leaves_nothing_running() {
        assertThat(reportedFailure.showsNothing(7).judged()).isEqualTo("failed SERVER");
    }

    @Test
    void two_deployments_at_once_leave_the_earlier_without_marker_and_superseded() {
        assertThat(accepted.shows(3, OWN, "running").shows(5, NEW, "running").judged())
                .isEqualTo("superseded, new runs");
    }

    @Test
    void a_success_whose_containers_the_earlier_deployment_removed_is_none() {
        assertThat(reportedSuccess.shows(6.1, OLD, "running").judged()).isEqualTo("failed CONFIRMATION, old runs");
    }

    @Test
    void a_replacement_that_was_removed_with_the_old_version_is_no_success() {
        assertThat(accepted.shows(3, OWN, "running")
                        .success(6)
                        .showsNothing(6.1)
                        .judged())
                .isEqualTo("failed CONFIRMATION");
    }

    @Test
    void old_containers_that_were_left_over_do_not_hide_the_new_ones() {
        assertThat(reportedSuccess.shows(6.1, OWN, "running").judged()).isEqualTo("deployed");
    }
}
