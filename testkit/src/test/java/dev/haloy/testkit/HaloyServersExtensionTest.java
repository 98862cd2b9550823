package dev.haloy.testkit;

import static dev.haloy.testkit.HaloyAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class HaloyServersExtensionTest {
    @Test
    void every_test_gets_servers_of_its_own_and_shares_them_with_its_life_cycle_methods() {
        Outcome outcome = run(ExtensionCases.Fresh.class);

        assertThat(outcome.failures()).isEmpty();
        assertThat(ExtensionCases.Fresh.SEEN).hasSize(2);
    }

    @Test
    void the_nearest_annotation_counts() {
        assertThat(run(ExtensionCases.Places.class).failures()).isEmpty();
        assertThat(run(ExtensionCases.OnlyMethod.class).failures()).isEmpty();
    }

    @Test
    void the_seed_of_the_annotation_is_used() {
        assertThat(run(ExtensionCases.Seeded.class).failures()).isEmpty();
    }

    @Test
    void a_test_that_leaves_something_open_fails_and_names_it() {
        Throwable failure = run(ExtensionCases.Forgets.class).onlyFailure();

        assertThat(failure)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("GET https://eu.example.com/v1/server-logs");
    }

    @Test
    void a_test_that_leaves_a_program_and_a_thread_behind_fails_and_names_them() {
        try {
            Throwable failure = run(ExtensionCases.Litters.class, "false").onlyFailure();

            long pid = ExtensionCases.Litters.STARTED.get(0).pid();
            assertThat(failure)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("process " + pid)
                    .hasMessageContaining("thread 'forgotten'");
        } finally {
            ExtensionCases.Litters.OVER.countDown();
            ExtensionCases.Litters.STARTED.forEach(Process::destroy);
        }
    }

    @Test
    void a_program_that_has_ended_is_not_left_behind() throws Exception {
        Leftovers leftovers = Leftovers.before();
        Process program = WaitingProgram.start();
        String name = "process " + program.pid();

        assertThat(leftovers.since()).anyMatch(left -> left.startsWith(name));
        program.getOutputStream().close();
        program.waitFor();
        assertThat(leftovers.since()).noneMatch(left -> left.startsWith(name));
    }

    @Test
    void a_test_that_fails_carries_what_the_servers_were_asked_and_said() {
        Outcome outcome = run(ExtensionCases.Fails.class);

        assertThat(outcome.onlyFailure().getSuppressed())
                .singleElement()
                .satisfies(what -> assertThat(what)
                        .hasMessageStartingWith("what the servers were asked and said\neu.example.com\n")
                        .hasMessageContaining("POST /v1/deploy -> 202"));
    }

    @Test
    void what_a_failed_test_left_open_does_not_hide_why_it_failed() {
        Throwable failure = run(ExtensionCases.FailsAndForgets.class).onlyFailure();

        assertThat(failure).hasMessage("the reason");
        assertThat(failure.getSuppressed())
                .extracting(Throwable::getMessage)
                .anySatisfy(message -> assertThat(message).contains("Expecting nothing to be open"));
    }

    @Test
    void a_test_that_was_aborted_says_nothing_about_servers() {
        Outcome outcome = run(ExtensionCases.Aborts.class);

        assertThat(outcome.results()).singleElement().satisfies(result -> {
            assertThat(result.getStatus()).isEqualTo(TestExecutionResult.Status.ABORTED);
            assertThat(result.getThrowable())
                    .hasValueSatisfying(reason -> assertThat(reason).hasNoSuppressedExceptions());
        });
    }

    @Test
    void servers_in_a_constructor_are_refused_with_the_reason() {
        assertThat(run(ExtensionCases.Constructor.class).onlyFailure())
                .hasMessageContaining("not in a constructor or @BeforeAll");
    }

    private static Outcome run(Class<?> testClass) {
        return run(testClass, "true");
    }

    private static Outcome run(Class<?> testClass, String parallel) {
        DiscoverySelector all = DiscoverySelectors.selectClass(testClass);
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(all)
                .configurationParameter("junit.jupiter.execution.parallel.enabled", parallel)
                .build();
        Outcome outcome = new Outcome();
        LauncherFactory.create().execute(request, outcome);
        return outcome;
    }

    /** What became of the tests of a class. */
    private static final class Outcome implements TestExecutionListener {
        private final List<TestExecutionResult> results = new ArrayList<>();

        @Override
        public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest()) {
                results.add(result);
            }
        }

        synchronized List<TestExecutionResult> results() {
            assertThat(results).isNotEmpty();
            return List.copyOf(results);
        }

        List<Throwable> failures() {
            return results().stream()
                    .flatMap(result -> result.getThrowable().stream())
                    .toList();
        }

        Throwable onlyFailure() {
            assertThat(failures()).hasSize(1);
            return failures().get(0);
        }
    }
}
