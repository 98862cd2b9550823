package dev.haloy.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haloy.image.TarReader.Entry;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TarReaderTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static TarReader reader(byte... archive) {
        return new TarReader(new ByteArrayInputStream(archive));
    }

    @Test
    void files_come_one_by_one_with_their_bytes() throws IOException {
        TarReader tar =
                reader(Tar.of(List.of(Tar.file("a", bytes("one")), Tar.link("b", "a"), Tar.file("c", bytes("")))));

        assertThat(tar.next()).contains(new Entry("a", 3));
        assertThat(tar.bytes().readAllBytes()).isEqualTo(bytes("one"));
        assertThat(tar.next()).contains(new Entry("c", 0));
        assertThat(tar.next()).isEmpty();
    }

    @Test
    void bytes_that_nobody_reads_are_passed_over() throws IOException {
        TarReader tar = reader(Tar.of(List.of(Tar.file("a", new byte[5000]), Tar.file("b", bytes("two")))));

        tar.next();
        assertThat(tar.next()).contains(new Entry("b", 3));
    }

    @Test
    void long_names_and_sizes_of_either_kind_are_understood() throws IOException {
        String name = "folder/".repeat(40) + "file";
        Tar.Entry note = new Tar.Entry("note", 'x', bytes("14 path=other\n10 size=2\n"), "");
        TarReader tar = reader(Tar.of(List.of(Tar.file(name, bytes("x")), note, Tar.file("short", bytes("yy")))));

        assertThat(tar.next()).contains(new Entry(name, 1));
        assertThat(tar.next()).contains(new Entry("other", 2));
    }

    @Test
    void an_archive_that_ends_too_early_is_not_taken_for_a_whole_one() throws IOException {
        byte[] whole = Tar.of(List.of(Tar.file("a", new byte[600])));
        for (int length : new int[] {0, 100, 512, 900, 1536}) {
            TarReader tar = reader(Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> {
                        Optional<Entry> entry = tar.next();
                        while (entry.isPresent()) {
                            entry = tar.next();
                        }
                    })
                    .isInstanceOf(EOFException.class);
        }
    }

    @Test
    void what_is_no_archive_is_refused() {
        byte[] noise = new byte[2048];
        Arrays.fill(noise, (byte) 'x');
        assertThatThrownBy(() -> reader(noise).next()).hasMessageContaining("no tar archive");
        assertThatThrownBy(() -> reader(Tar.of(List.of(new Tar.Entry("a", 'S', new byte[0], ""))))
                        .next())
                .hasMessageContaining("sparse");
        byte[] huge = Tar.header(new Tar.Entry("n", 'L', new byte[0], ""), "77777777777");
        assertThatThrownBy(() -> reader(huge).next()).hasMessageContaining("a name of");
    }
}
