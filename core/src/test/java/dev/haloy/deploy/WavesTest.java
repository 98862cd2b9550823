package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WavesTest {
    private static List<Integer> sizes(String waves, int targets) {
        List<String> keys = IntStream.range(0, targets).mapToObj(i -> "t" + i).toList();
        List<List<String>> dealt = Waves.parse(waves).deal(keys);
        assertThat(dealt.stream().flatMap(List::stream)).containsExactlyElementsOf(keys);
        return dealt.stream().map(List::size).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1,30%,rest; 10; [1, 3, 6]",
                "1,30%,rest; 11; [1, 4, 6]",
                "1,30%,rest; 2; [1, 1]",
                "1,30%,rest; 1; [1]",
                "1%; 3; [1, 2]",
                "100%; 3; [3]",
                "2,2; 7; [2, 2, 3]",
                "50%,50%,50%; 5; [3, 2]",
                "rest; 4; [4]",
                "5; 0; [0]",
                "999999999,999999999,rest; 2; [2]"
            })
    void percentages_are_rounded_up_and_what_is_left_is_a_last_wave(String waves, int targets, String sizes) {
        assertThat(sizes(waves, targets)).hasToString(sizes);
    }

    @Test
    void without_waves_everything_is_one() {
        assertThat(Waves.none().deal(List.of("a", "b"))).containsExactly(List.of("a", "b"));
        assertThat(Waves.none()).hasToString("");
    }

    @Test
    void they_are_written_as_they_are_read() {
        assertThat(Waves.parse(" 1 , 30 %,REST")).hasToString("1,30%,rest").isEqualTo(Waves.of("1", "30%", "rest"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0; at least 1 target, not 0",
                "0%; 1 % to 100 %",
                "101%; 1 % to 100 %",
                "-1; '-1' is not a wave",
                "1,,2; '' is not a wave",
                "half; 'half' is not a wave; write a number of targets",
                "1.5%; '1.5%' is not a wave",
                "rest,1; after the wave 'rest' nothing is left"
            })
    void a_wave_that_makes_no_sense_is_explained(String line) {
        String[] parts = line.split("; ", 2);
        assertThatThrownBy(() -> Waves.parse(parts[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(parts[1]);
    }
}
