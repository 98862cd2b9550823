package dev.haloy.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.embedded.script.Behaviour;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerLogsTest {
    private final World world = new World();

    private static List<String> lines(HttpResponse<String> answer) {
        return answer.body()
                .lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> World.parse(line.substring(6)).get("line").asText())
                .toList();
    }

    private static List<String> lines(LogStream stream) {
        return stream.entries.stream()
                .map(entry -> entry.json().get("line").asText())
                .toList();
    }

    private void print(String... lines) {
        for (String line : lines) {
            world.haloyd.app("shop").prints(line);
        }
        world.time.runDue();
    }

    @Test
    void a_snapshot_ends_after_the_lines_that_are_there() {
        world.haloyd.app("shop").running("v1", 1);
        print("one", "two\n\nthree\n");
        HttpResponse<String> answer = world.get("/v1/logs/shop?follow=false");
        assertThat(answer.headers().firstValue("content-type")).contains("text/event-stream");
        assertThat(answer.body()).startsWith(": keepalive\n\ndata: {\"containerId\":\"");
        assertThat(lines(answer)).containsExactly("listening", "one", "two", "three");
    }

    @ParameterizedTest
    @CsvSource({"2,2", "007,7", "0,100", "-1,100", "x,100", "'',100", "99999999999,100"})
    void the_tail_is_a_hundred_unless_a_positive_number_says_otherwise(String tail, int expected) {
        world.haloyd.app("shop").running("v1", 1);
        for (int i = 0; i < 150; i++) {
            world.haloyd.app("shop").prints("line " + i);
        }
        world.time.runDue();
        List<String> lines = lines(world.get("/v1/logs/shop?follow=false&tail=" + tail));
        assertThat(lines).hasSize(expected).last().isEqualTo("line 149");
    }

    @Test
    void long_lines_come_in_parts_of_sixteen_kibibytes() {
        world.haloyd.app("shop").running("v1", 1);
        print("x".repeat(40_000));
        List<String> parts = lines(world.get("/v1/logs/shop?follow=false&tail=3"));
        assertThat(parts).extracting(String::length).containsExactly(16_384, 16_384, 7_232);
    }

    @Test
    void without_a_word_it_is_the_newest_container_that_is_shown() {
        world.haloyd.app("shop").running("v1", 2);
        String newest = world.haloyd.containers("shop").get(0).id();
        assertThat(world.get("/v1/logs/shop?follow=false").body()).contains(newest);
        String oldest = world.haloyd.containers("shop").get(1).id();
        String chosen = world.get("/v1/logs/shop?follow=false&containerId=" + oldest.substring(0, 5))
                .body();
        assertThat(chosen).contains(oldest).doesNotContain(newest);
        String all = world.get("/v1/logs/shop?follow=false&allContainers=true").body();
        assertThat(all).contains(oldest, newest);
    }

    @Test
    void wrong_choices_have_codes_of_their_own() {
        world.haloyd.app("shop").running("v1", 1);
        assertThat(world.get("/v1/logs/shop?containerId=ab&allContainers=true").statusCode())
                .isEqualTo(400);
        assertThat(world.get("/v1/logs/shop?containerId=zz").statusCode()).isEqualTo(400);
        assertThat(world.get("/v1/logs/nobody").statusCode()).isEqualTo(404);
        world.haloyd.dockerReachable(false);
        HttpResponse<String> unreachable = world.get("/v1/logs/shop");
        assertThat(unreachable.statusCode()).isEqualTo(404);
        assertThat(unreachable.headers().firstValue("x-accel-buffering")).contains("no");
    }

    @Test
    void a_follower_sees_new_lines_until_its_containers_are_down() {
        world.haloyd.app("shop").running("v1", 2);
        LogStream stream = world.follow("/v1/logs/shop?allContainers=true&tail=1");
        world.time.runDue();
        assertThat(world.haloyd.openStreams()).isEqualTo(1);
        print("later");
        assertThat(lines(stream)).containsExactly("listening", "listening", "later", "later");
        world.send(world.request("/v1/stop/shop").POST(BodyPublishers.noBody()));
        world.time.advance(Duration.ofSeconds(1));
        assertThat(stream.hasEnded()).isTrue();
        assertThat(world.haloyd.openStreams()).isZero();
    }

    @Test
    void followers_do_not_take_lines_from_each_other() {
        world.haloyd.app("shop").running("v1", 1);
        LogStream one = world.follow("/v1/logs/shop");
        LogStream two = world.follow("/v1/logs/shop");
        world.time.runDue();
        print("for both");
        one.leave();
        world.time.runDue();
        print("for one");
        assertThat(lines(one)).containsExactly("listening", "for both");
        assertThat(lines(two)).containsExactly("listening", "for both", "for one");
    }

    @Test
    void a_dying_daemon_cuts_followers() {
        world.haloyd.app("shop").running("v1", 1);
        LogStream stream = world.follow("/v1/logs/shop");
        world.time.runDue();
        world.haloyd.restart();
        world.time.runDue();
        assertThat(stream.wasCut()).isTrue();
        print("nobody listens");
    }

    @Test
    void keep_alives_come_every_thirty_seconds() {
        world.haloyd.app("shop").running("v1", 1);
        LogStream stream = world.follow("/v1/logs/shop");
        world.time.advance(Duration.ofSeconds(61));
        assertThat(stream.comments).hasSize(3);
    }

    @Test
    void a_failed_deployment_shows_what_all_its_starts_printed() {
        world.haloyd.app("shop").nextDeployment(Behaviour.crashLoops().printing("no database"));
        String id = world.deploy(world.body("shop").domain("shop.example.test"));
        LogStream stream = world.followDeployment(id).toEnd();
        String printed = stream.entries.stream()
                .map(entry -> entry.field("logs"))
                .filter(logs -> !logs.isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(printed).startsWith("\nno database\nno database");
    }

    @Test
    void older_daemons_do_not_know_snapshots_or_the_whole_route() {
        World old = new World(options -> options.version("v0.1.0-beta.68"));
        old.haloyd.app("shop").running("v1", 1);
        LogStream stream = old.follow("/v1/logs/shop?follow=false");
        old.time.advance(Duration.ofMinutes(1));
        assertThat(stream.isOpen()).isTrue();
        World older = new World(options -> options.version("v0.1.0-beta.31"));
        HttpResponse<String> unknown = older.get("/v1/logs/shop");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.headers().map()).doesNotContainKey("x-frame-options");
    }
}
