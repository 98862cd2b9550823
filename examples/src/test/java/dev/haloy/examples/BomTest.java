package dev.haloy.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BomTest {
    private static final Pattern MODULE = Pattern.compile("<module>(.+)</module>");
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(.+)</artifactId>");
    private static final Pattern OWN_VERSION = Pattern.compile("</artifactId>\\s*<version>([^$<]+)</version>");

    @Test
    void the_bom_has_every_published_part() {
        List<String> published = all(MODULE, ProjectFiles.read("pom.xml")).stream()
                .filter(module -> !module.equals("bom"))
                .map(module -> ProjectFiles.read(module + "/pom.xml"))
                .filter(pom -> !pom.contains("<maven.deploy.skip>true"))
                .map(pom ->
                        all(ARTIFACT, pom.substring(pom.indexOf("</parent>"))).get(0))
                .toList();

        List<String> inBom = all(ARTIFACT, ProjectFiles.read("bom/pom.xml"));

        assertThat(inBom.subList(1, inBom.size())).isNotEmpty().containsExactlyInAnyOrderElementsOf(published);
    }

    @Test
    void the_bom_has_the_version_of_the_project() {
        assertThat(all(OWN_VERSION, ProjectFiles.read("bom/pom.xml"))).containsExactly(CatalogTest.version());
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).toList();
    }
}
