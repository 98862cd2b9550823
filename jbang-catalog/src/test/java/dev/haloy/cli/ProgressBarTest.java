package dev.haloy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private static final long MB = 1024 * 1024;
    private static final ProgressBar HALF = new ProgressBar(40 * MB, 80 * MB);

    @Test
    void shows_a_bar_and_figures() {
        assertThat(HALF.text(Style.PLAIN, 100)).isEqualTo("[##########----------] 50% (40.0 MB of 80.0 MB)");
        assertThat(HALF.text(new Style(false, true), 100)).startsWith("[██████████░░░░░░░░░░]");
    }

    @Test
    void gives_way_piece_by_piece() {
        assertThat(HALF.text(Style.PLAIN, 35)).isEqualTo("[####----] 50% (40.0 MB of 80.0 MB)");
        assertThat(HALF.text(Style.PLAIN, 15)).isEqualTo("[####-----] 50%");
        assertThat(HALF.text(Style.PLAIN, 5)).isEqualTo("50%");
    }

    @Test
    void never_goes_beyond_its_ends() {
        assertThat(new ProgressBar(90, 80).percent()).isEqualTo(100);
        assertThat(new ProgressBar(0, 0).percent()).isEqualTo(100);
        assertThat(new ProgressBar(-1, 80).percent()).isZero();
    }

    @Test
    void a_plain_output_hears_of_every_tenth_once() {
        assertThat(new ProgressBar(19, 100).isWorthALineAfter(new ProgressBar(12, 100)))
                .isFalse();
        assertThat(new ProgressBar(20, 100).isWorthALineAfter(new ProgressBar(19, 100)))
                .isTrue();
    }

    @Test
    void bytes_are_counted_in_steps_of_1024() {
        assertThat(ByteCount.of(812)).isEqualTo("812 B");
        assertThat(ByteCount.of(1536)).isEqualTo("1.5 KB");
        assertThat(ByteCount.of(3 * MB * 1024)).isEqualTo("3.0 GB");
    }
}
