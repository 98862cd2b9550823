package dev.haloy.secret.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.haloy.world.Environment;
import dev.haloy.world.ProcessRunner;
import dev.haloy.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CommandsTest {
    private static final Environment NOWHERE = new Environment(Map.of(), Path.of("."), Path.of("."));

    @Test
    void a_failed_program_is_named_with_its_status_and_nothing_it_printed() {
        World world = World.builder()
                .processes(new Failing("sentinel-out-4c1", "cannot decrypt sentinel-err-4c1"))
                .environment(NOWHERE)
                .build();
        Commands commands = new Commands(world, Duration.ofSeconds(30));

        LookupException failure = catchThrowableOfType(
                LookupException.class, () -> commands.output(List.of("sops", "decrypt", "s.yaml"), NOWHERE));

        assertThat(failure.getMessage() + failure.hint().orElse(""))
                .contains("sops failed with exit status 3", "by hand")
                .doesNotContain("sentinel");
        assertThat(failure).hasNoCause();
    }

    private record Failing(String output, String error) implements ProcessRunner {
        @Override
        public CompletableFuture<Integer> run(Command command, OutputListener listener) {
            return CompletableFuture.failedFuture(new AssertionError("its output is wanted"));
        }

        @Override
        public CompletableFuture<Finished> capture(Command command, int maxBytes) {
            return CompletableFuture.completedFuture(new Finished(3, output, error));
        }
    }
}
