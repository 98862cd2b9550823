package dev.haloy.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What stands in the catalog exists, in the version that is built here. */
class CatalogTest {
    private static final Pattern DEPENDENCY = Pattern.compile("(?m)^(?://DEPS| *- run: jbang) (dev\\.haloy:\\S+)");

    @Test
    void aliases_are_coordinates_of_this_version() throws IOException {
        JsonNode aliases = catalog().path("aliases");

        assertThat(aliases).isNotEmpty();
        for (JsonNode alias : aliases) {
            assertThat(alias.path("script-ref").asText()).matches("dev\\.haloy:[a-z-]+:" + Pattern.quote(version()));
            assertThat(alias.path("description").asText()).isNotBlank();
        }
    }

    @Test
    void templates_lead_to_files_and_describe_themselves() throws IOException {
        JsonNode templates = catalog().path("templates");

        assertThat(templates).isNotEmpty();
        for (JsonNode template : templates) {
            assertThat(template.path("description").asText()).isNotBlank();
            template.path("file-refs")
                    .forEach(file -> assertThat(ProjectFiles.at(file.asText())).isRegularFile());
        }
    }

    @Test
    void scripts_and_templates_depend_on_this_version() throws IOException {
        List<String> dependencies = new ArrayList<>();
        for (JsonNode template : catalog().path("templates")) {
            template.path("file-refs").forEach(file -> dependencies.addAll(dependencies(file.asText())));
        }
        dependencies.addAll(dependencies("examples/src/main/jbang/deploy.java"));

        assertThat(dependencies)
                .hasSizeGreaterThan(1)
                .allMatch(each -> each.matches("dev\\.haloy:haloy(-testkit|-cli)?:" + Pattern.quote(version())));
    }

    private static List<String> dependencies(String path) {
        Matcher matcher = DEPENDENCY.matcher(ProjectFiles.read(path));
        return matcher.results().map(found -> found.group(1)).toList();
    }

    private static JsonNode catalog() throws IOException {
        return new ObjectMapper().readTree(ProjectFiles.read("jbang-catalog.json"));
    }

    static String version() {
        Matcher matcher = Pattern.compile("<artifactId>haloy-parent</artifactId>\\s*<version>([^<]+)</version>")
                .matcher(ProjectFiles.read("pom.xml"));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
