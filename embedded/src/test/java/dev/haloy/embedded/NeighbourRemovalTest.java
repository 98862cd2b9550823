package dev.haloy.embedded;

import static dev.haloy.embedded.script.Behaviour.crashLoops;
import static dev.haloy.embedded.script.Behaviour.failsHealthCheck;
import static dev.haloy.embedded.script.Behaviour.oneSickReplica;
import static dev.haloy.embedded.script.Behaviour.slowHealth;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.embedded.script.Behaviour;
import dev.haloy.embedded.script.Fate;
import dev.haloy.embedded.script.Quirk;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What deployments on one server do to each other. Nothing here is scripted: it follows from how updates work. */
class NeighbourRemovalTest {
    private final World world = new World();

    private String update(String app) {
        return world.deploy(world.body(app).domain(app + ".example.test"));
    }

    private String updateToEnd(String app) {
        String id = update(app);
        world.followDeployment(id).toEnd();
        return id;
    }

    private void settle() {
        world.time.advance(Duration.ofMinutes(3));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 500, 1000, 2000, 3000, 4000, 4500})
    void an_update_within_five_seconds_after_an_update_destroys_the_first_although_both_are_declared_good(int gap) {
        world.haloyd.app("a").running("v1");
        world.haloyd.app("b").running("v1");

        String first = updateToEnd("a");
        world.time.advance(Duration.ofMillis(gap));
        String second = updateToEnd("b");
        settle();

        assertThat(world.haloyd.declaredEnds(first)).containsExactly(true);
        assertThat(world.haloyd.declaredEnds(second)).containsExactly(true);
        assertThat(world.statusLine("a")).isEqualTo("404");
        assertThat(world.haloyd.fate(first)).isEqualTo(Fate.REMOVED);
        assertThat(world.haloyd.fate(second)).isEqualTo(Fate.RUNNING);
    }

    @ParameterizedTest
    @ValueSource(ints = {5000, 5500, 6000, 7000, 8000, 10_000})
    void an_update_five_seconds_later_does_no_harm(int gap) {
        world.haloyd.app("a").running("v1");
        world.haloyd.app("b").running("v1");

        String first = updateToEnd("a");
        world.time.advance(Duration.ofMillis(gap));
        String second = updateToEnd("b");
        settle();

        assertThat(world.haloyd.fate(first)).isEqualTo(Fate.RUNNING);
        assertThat(world.haloyd.fate(second)).isEqualTo(Fate.RUNNING);
        assertThat(world.haloyd.containers("a")).hasSize(1);
        assertThat(world.haloyd.containers("b")).hasSize(1);
    }

    @Test
    void without_the_quirk_nobody_is_harmed() {
        World careful = new World(options -> options.without(Quirk.NEIGHBOUR_REMOVAL, Quirk.RATE_LIMIT));
        careful.haloyd.app("a").running("v1");
        String first = careful.deploy(careful.body("a").domain("a.example.test"));
        careful.followDeployment(first).toEnd();
        careful.deployAndWait(careful.body("b").domain("b.example.test"));

        assertThat(careful.haloyd.fate(first)).isEqualTo(Fate.RUNNING);
        assertThat(careful.haloyd.containers("a")).hasSize(1);
    }

    @Test
    void a_first_deployment_right_after_an_update_destroys_it() {
        world.haloyd.app("a").running("v1");

        String first = updateToEnd("a");
        updateToEnd("b");
        settle();

        assertThat(world.haloyd.fate(first)).isEqualTo(Fate.REMOVED);
        assertThat(world.statusLine("a")).isEqualTo("404");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_update_right_after_a_failed_update_destroys_the_version_that_had_survived(boolean crashing) {
        Behaviour bad = crashing ? crashLoops() : failsHealthCheck();
        world.haloyd.app("a").running("v1").nextDeployment(bad);
        world.haloyd.app("b").running("v1");
        String survivor = world.haloyd.running("a").orElseThrow().deploymentId();

        String failed = updateToEnd("a");
        assertThat(world.statusLine("a")).isEqualTo("running " + survivor);
        updateToEnd("b");
        settle();

        assertThat(world.haloyd.declaredEnds(failed)).containsExactly(false);
        assertThat(world.statusLine("a")).isEqualTo("404");
        assertThat(world.haloyd.fate(survivor)).isEqualTo(Fate.REMOVED);
    }

    @Test
    void an_app_that_starts_while_another_is_failing_takes_the_old_version_of_that_with_it() {
        world.haloyd.app("a").running("v1").nextDeployment(failsHealthCheck());

        String failing = update("a");
        world.time.advance(Duration.ofSeconds(4));
        update("b");
        settle();

        assertThat(world.haloyd.declaredEnds(failing)).containsExactly(false);
        assertThat(world.statusLine("a")).isEqualTo("404");
    }

    @Test
    void first_deployments_do_each_other_no_harm_however_close() {
        String first = updateToEnd("a");
        String second = updateToEnd("b");
        String third = update("c");
        String fourth = update("d");
        settle();

        assertThat(first).isNotEqualTo(second);
        for (String id : new String[] {first, second, third, fourth}) {
            assertThat(world.haloyd.fate(id)).isEqualTo(Fate.RUNNING);
        }
    }

    @Test
    void apps_without_domain_neither_harm_nor_are_harmed() {
        world.haloyd.app("a").running("v1");
        String update = updateToEnd("a");
        String plain = world.deploy(world.body("plain"));
        world.followDeployment(plain).toEnd();
        settle();

        assertThat(world.haloyd.fate(update)).isEqualTo(Fate.RUNNING);
        assertThat(world.haloyd.fate(plain)).isEqualTo(Fate.RUNNING);
    }

    @Test
    void a_replacing_update_leaves_no_second_bundle_behind() {
        world.haloyd.app("a").running("v1");
        world.haloyd.app("b").running("v1");
        String replaced = world.deploy(world.body("a").domain("a.example.test").replace());
        world.followDeployment(replaced).toEnd();
        String update = updateToEnd("b");
        settle();

        assertThat(world.haloyd.fate(replaced)).isEqualTo(Fate.RUNNING);
        assertThat(world.haloyd.fate(update)).isEqualTo(Fate.RUNNING);
    }

    @Test
    void of_updates_at_the_same_moment_all_survive_but_only_one_app_loses_its_old_version() {
        world.haloyd.app("a").running("v1");
        world.haloyd.app("b").running("v1");
        world.haloyd.app("c").running("v1");
        String[] ids = {update("a"), update("b"), update("c")};
        settle();

        int containers = 0;
        for (String app : new String[] {"a", "b", "c"}) {
            containers += world.haloyd.containers(app).size();
        }
        assertThat(containers).isEqualTo(5);
        for (String id : ids) {
            assertThat(world.haloyd.fate(id)).isEqualTo(Fate.RUNNING);
            assertThat(world.haloyd.declaredEnds(id)).containsExactly(true);
        }
    }

    @Test
    void of_two_deployments_of_one_app_in_one_bundle_only_the_later_hears_of_its_end() {
        String earlier = update("a");
        world.time.advance(Duration.ofSeconds(2));
        String later = update("a");
        LogStream silent = world.followDeployment(earlier);
        settle();

        assertThat(silent.isOpen()).isTrue();
        assertThat(world.haloyd.declaredEnds(earlier)).isEmpty();
        assertThat(world.haloyd.declaredEnds(later)).containsExactly(true);
        assertThat(world.haloyd.fate(earlier)).isEqualTo(Fate.REMOVED);
    }

    @Test
    void without_that_quirk_the_earlier_is_told_that_it_was_superseded() {
        World careful = new World(options -> options.without(Quirk.SUPERSEDED_WITHOUT_MARKER));
        String earlier = careful.deploy(careful.body("a").domain("a.example.test"));
        careful.time.advance(Duration.ofSeconds(2));
        careful.deployAndWait(careful.body("a").domain("a.example.test"));

        assertThat(careful.haloyd.declaredEnds(earlier)).containsExactly(false);
    }

    @Test
    void a_slow_first_deployment_removes_the_second_of_the_same_app_which_is_declared_good_all_the_same() {
        world.haloyd.app("a").nextDeployment(slowHealth(4));
        String first = update("a");
        world.time.advance(Duration.ofSeconds(6));
        String second = update("a");
        settle();

        assertThat(world.haloyd.declaredEnds(second)).contains(true);
        assertThat(world.haloyd.fate(second)).isEqualTo(Fate.REMOVED);
        assertThat(world.haloyd.fate(first)).isEqualTo(Fate.RUNNING);
    }

    @Test
    void a_replacing_update_whose_container_starts_late_is_removed_by_the_bundle_of_its_own_stop_events() {
        world.haloyd.app("sick").nextDeployment(oneSickReplica(2));
        world.deployAndWait(world.body("sick").domain("sick.example.test").replicas(2));
        world.haloyd.app("a").running("v1").nextDeployment(Behaviour.healthy().startTakes(Duration.ofSeconds(8)));
        String id = world.deploy(world.body("a").domain("a.example.test").replace());
        settle();

        assertThat(world.haloyd.declaredEnds(id)).containsExactly(true);
        assertThat(world.statusLine("a")).isEqualTo("404");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 2000, 3000, 5000, 6000, 8000})
    void after_an_update_whose_old_containers_stop_slowly_the_same_five_seconds_count(int gap) {
        world.haloyd.app("a").everyDeployment(Behaviour.healthy().stopTakes(Duration.ofSeconds(20)));
        world.haloyd.app("b").running("v1");
        world.deployAndWait(world.body("a").domain("a.example.test").replicas(2));
        Duration posted = Duration.between(World.START, world.time.instant());

        String first = world.deploy(world.body("a").domain("a.example.test").replicas(2));
        LogStream stream = world.followDeployment(first).toEnd();
        assertThat(stream.last().at().minus(posted)).isBetween(Duration.ofSeconds(45), Duration.ofSeconds(46));
        world.time.advance(Duration.ofMillis(gap));
        updateToEnd("b");
        settle();

        assertThat(world.haloyd.fate(first)).isEqualTo(gap < 5000 ? Fate.REMOVED : Fate.RUNNING);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 2000, 3000, 4000})
    void updates_posted_a_few_seconds_apart_survive_but_the_old_version_of_the_second_stays(int gap) {
        world.haloyd.app("a").running("v1");
        world.haloyd.app("b").running("v1");
        String first = update("a");
        world.time.advance(Duration.ofMillis(gap));
        String second = update("b");
        settle();

        assertThat(world.haloyd.fate(first)).isEqualTo(Fate.RUNNING);
        assertThat(world.haloyd.fate(second)).isEqualTo(Fate.RUNNING);
        assertThat(world.haloyd.containers("a")).hasSize(1);
        assertThat(world.haloyd.containers("b")).hasSize(2);
    }

    @Test
    void a_crash_looping_neighbour_can_destroy_an_update_all_by_itself() {
        int lost = 0;
        for (int offset = 0; offset < 40; offset++) {
            World moment = new World();
            moment.haloyd.app("sick").nextDeployment(crashLoops(Duration.ofSeconds(7)));
            moment.haloyd.app("a").running("v1");
            moment.deploy(moment.body("sick").domain("sick.example.test"));
            moment.time.advance(Duration.ofMillis(20_000 + 500 * offset));
            String id = moment.deployAndWait(moment.body("a").domain("a.example.test"));
            assertThat(moment.haloyd.declaredEnds(id)).containsExactly(true);
            lost += moment.haloyd.fate(id) == Fate.RUNNING ? 0 : 1;
        }
        assertThat(lost).isBetween(1, 39);
    }

    @Test
    void after_a_clean_update_the_old_id_shows_up_again_ten_seconds_later_in_certificate_entries() {
        world.haloyd.app("a").running("v1");
        String old = world.haloyd.running("a").orElseThrow().deploymentId();
        LogStream server = world.follow("/v1/server-logs");
        String id = updateToEnd("a");
        Duration marker = server.last().at();
        assertThat(server.last().id()).isEqualTo(id);
        settle();

        LogStream.Entry first = server.entries.stream()
                .filter(entry -> entry.id().equals(old))
                .findFirst()
                .orElseThrow();
        assertThat(first.at().minus(marker)).isBetween(Duration.ofMillis(9650), Duration.ofMillis(10_310));
        assertThat(first.field("domain")).isNotEmpty();
    }
}
