package dev.haloy.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.embedded.script.Quirk;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class LogStreamsTest {
    private final World world = new World();

    private void pass(int seconds) {
        world.time.advance(Duration.ofSeconds(seconds));
    }

    private String deployed() {
        return world.deployAndWait(world.body("shop").domain("shop.example.test"));
    }

    @Test
    void the_first_reader_of_an_ended_deployment_gets_all_of_it() {
        LogStream stream = world.followDeployment(deployed()).toEnd();
        assertThat(stream.succeeded()).isTrue();
        assertThat(stream.entries).hasSize(5);
    }

    @Test
    void a_later_reader_gets_silence_for_ever() {
        String id = deployed();
        world.followDeployment(id).toEnd();
        LogStream late = world.followDeployment(id);
        pass(90);
        assertThat(late.entries).isEmpty();
        assertThat(late.comments).hasSize(4);
        assertThat(late.isOpen()).isTrue();
    }

    @Test
    void an_id_that_never_existed_gets_silence_too() {
        LogStream stream = world.followDeployment("nonsense");
        pass(31);
        assertThat(stream.isOpen()).isTrue();
        assertThat(stream.comments).hasSize(2);
    }

    @Test
    void two_readers_share_the_entries_and_the_end_ends_both() {
        String id = world.deploy(world.body("shop").domain("shop.example.test"));
        LogStream one = world.followDeployment(id);
        LogStream two = world.followDeployment(id);
        pass(30);
        assertThat(one.entries.size() + two.entries.size()).isBetween(5, 7);
        assertThat(one.succeeded()).isNotEqualTo(two.succeeded());
        assertThat(one.hasEnded()).isTrue();
        assertThat(two.hasEnded()).isTrue();
    }

    @Test
    void a_reader_that_leaves_takes_the_past_and_the_other_reader_with_it() {
        String id = world.deploy(world.body("shop").domain("shop.example.test"));
        LogStream one = world.followDeployment(id);
        LogStream two = world.followDeployment(id);
        pass(2);
        one.leave();
        pass(1);
        assertThat(two.hasEnded()).isTrue();
        LogStream again = world.followDeployment(id).toEnd();
        assertThat(again.succeeded()).isTrue();
        assertThat(again.entries).hasSize(3);
    }

    @Test
    void without_the_quirk_every_reader_gets_everything() {
        World careful = new World(options -> options.without(Quirk.SINGLE_CONSUMER));
        String id = careful.deploy(careful.body("shop"));
        LogStream one = careful.followDeployment(id);
        LogStream two = careful.followDeployment(id);
        careful.time.advance(Duration.ofSeconds(10));
        assertThat(one.succeeded() && two.succeeded()).isTrue();
        assertThat(careful.followDeployment(id).toEnd().succeeded()).isTrue();
    }

    @Test
    void the_server_stream_replays_a_hundred_entries_to_everybody_and_never_ends() {
        for (int i = 0; i < 40; i++) {
            world.deployAndWait(world.body("shop" + i));
        }
        LogStream one = world.follow("/v1/server-logs?access-logs=true");
        LogStream two = world.follow("/v1/server-logs");
        pass(1);
        assertThat(one.entries).hasSize(100);
        assertThat(two.entries).hasSize(100);
        world.deployAndWait(world.body("last"));
        assertThat(one.succeeded() && two.succeeded()).isTrue();
        assertThat(one.isOpen() && two.isOpen()).isTrue();
        assertThat(world.haloyd.openStreams()).isEqualTo(2);
    }

    @Test
    void readers_that_left_are_forgotten() {
        LogStream stream = world.follow("/v1/server-logs");
        pass(1);
        assertThat(world.haloyd.openStreams()).isEqualTo(1);
        stream.leave();
        pass(1);
        assertThat(world.haloyd.openStreams()).isZero();
    }

    @Test
    void a_reader_more_than_a_hundred_entries_behind_is_dropped() {
        Sleepy sleepy = new Sleepy();
        world.client.sendAsync(world.request("/v1/server-logs").build(), BodyHandlers.fromLineSubscriber(sleepy));
        pass(1);
        assertThat(world.haloyd.openStreams()).isEqualTo(1);
        for (int i = 0; i < 45; i++) {
            world.deployAndWait(world.body("shop" + i));
        }
        assertThat(world.haloyd.openStreams()).isZero();
        assertThat(sleepy.complete).isFalse();
    }

    /** Opens its eyes once and never again. */
    private static final class Sleepy implements Flow.Subscriber<String> {
        private boolean complete;

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(1);
        }

        @Override
        public void onNext(String line) {}

        @Override
        public void onError(Throwable reason) {}

        @Override
        public void onComplete() {
            complete = true;
        }
    }

    @Test
    void every_entry_of_a_deployment_is_in_the_server_stream_too() {
        LogStream server = world.follow("/v1/server-logs");
        String id = world.deploy(world.body("shop").domain("shop.example.test"));
        LogStream own = world.followDeployment(id).toEnd();
        assertThat(server.entries.stream()
                        .filter(entry -> entry.id().equals(id))
                        .toList())
                .extracting(LogStream.Entry::json)
                .isEqualTo(own.entries.stream().map(LogStream.Entry::json).toList());
    }

    @Test
    void entries_of_a_sick_neighbour_appear_under_the_id_of_a_healthy_app() {
        deployed();
        world.haloyd.image("shop:v2").unhealthy();
        String sick = world.deploy(world.body("shop").domain("shop.example.test"));
        pass(5);
        String id = world.deploy(world.body("other"));
        LogStream stream = world.followDeployment(id);
        pass(120);
        assertThat(sick).isNotEqualTo(id);
        assertThat(stream.succeeded()).isTrue();
    }
}
