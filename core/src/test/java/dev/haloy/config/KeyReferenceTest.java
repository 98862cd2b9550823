package dev.haloy.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class KeyReferenceTest {
    @Test
    void the_reference_page_is_made_from_the_table() throws IOException {
        Path page = Path.of("../docs/configuration.md");
        if (Boolean.getBoolean("haloy.docs.write")) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, KeyReference.page());
        }
        assertThat(Files.readString(page))
                .as("write the page anew with -Dtest=KeyReferenceTest -Dhaloy.docs.write=true")
                .isEqualTo(KeyReference.page());
    }
}
