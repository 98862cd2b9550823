package dev.haloy.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class WorldRunsTest {
    @Test
    void worlds_with_a_time_of_their_own_remember_their_runs_apart() {
        World real = World.system();
        World other = real.but().time(InstantSource.system(), real.loop()).build();
        World another =
                World.builder().time(InstantSource.system(), real.loop()).build();

        assertThat(other.runs()).isNotSameAs(real.runs()).isNotSameAs(another.runs());
        assertThat(other.but().build().runs()).isSameAs(other.runs());
        assertThat(World.builder().build().runs()).isSameAs(real.runs());
    }
}
