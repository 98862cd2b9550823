package dev.haloy.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.deploy.DeployResult;
import dev.haloy.embedded.http.SelectorLoop;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every fault on every route in every phase, over real sockets. Runs mostly wait, so many go on at once. Write the page anew with
 * {@code -Dtest=FaultMatrixTest -Dhaloy.docs.write=true}.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(600)
class FaultMatrixTest {
    private static final int AT_ONCE = 16;

    private final HttpClient network = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final SelectorLoop loop = Bench.loop();
    private final ExecutorService runs = Executors.newFixedThreadPool(AT_ONCE);
    private final Map<Cell, CompletableFuture<Finding>> findings = new LinkedHashMap<>();
    private final DeadEnds deadEnds = new DeadEnds();

    Stream<Cell> cells() {
        return Matrix.cells();
    }

    @BeforeAll
    void begin() {
        cells().forEach(cell -> findings.put(cell, CompletableFuture.supplyAsync(() -> run(cell), runs)));
    }

    @AfterAll
    void end() {
        runs.shutdownNow();
        deadEnds.close();
    }

    private Finding run(Cell cell) {
        try (Bench bench = Bench.listening(loop, network, cell, deadEnds)) {
            DeployResult result = bench.run();
            return Finding.of(result, bench.server);
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void nobody_is_told_anything_untrue(Cell cell) {
        findings.get(cell).join().check(cell.toString());
    }

    @Test
    void the_page_shows_what_was_said() throws Exception {
        Map<Cell, String> said = new LinkedHashMap<>();
        findings.forEach((cell, finding) -> said.put(cell, finding.join().said()));
        Path page = Path.of("../docs/fault-matrix.md");
        if (Boolean.getBoolean("haloy.docs.write")) {
            Files.writeString(page, Matrix.page(said), StandardCharsets.UTF_8);
        }
        Map<Cell, String> declared = Matrix.read(Files.readString(page, StandardCharsets.UTF_8));

        List<Cell> different = said.keySet().stream()
                .filter(cell -> !said.get(cell).equals(declared.get(cell)))
                .toList();

        // On a busy machine time may have run away from a run: alone it has another chance.
        different.forEach(cell -> said.put(cell, again(cell, declared)));
        assertThat(Matrix.page(said)).isEqualTo(Files.readString(page, StandardCharsets.UTF_8));
    }

    /** What a daemon that is killed has done by then is a matter of chance, so one of the true answers is on the page. */
    private String again(Cell cell, Map<Cell, String> declared) {
        return cell.mishap().killsDaemon()
                ? declared.getOrDefault(cell, "")
                : run(cell).said();
    }
}
