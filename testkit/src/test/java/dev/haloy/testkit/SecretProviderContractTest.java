package dev.haloy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class SecretProviderContractTest {
    @Test
    void a_good_provider_passes() {
        assertThat(failures(ContractCases.Good.class)).isEmpty();
    }

    @Test
    void a_value_that_differs_by_a_space_fails_and_is_not_shown() {
        Map<String, String> failures = failures(ContractCases.Trims.class);

        assertThat(failures).containsKey("a_secret_that_exists_is_found_with_its_exact_value()");
        assertThat(failures.toString()).contains("vault:one").doesNotContain("first-value");
    }

    @Test
    void an_answer_to_a_reference_of_another_provider_fails() {
        assertThat(failures(ContractCases.AnswersForOthers.class))
                .containsOnlyKeys("a_reference_of_another_provider_is_answered_with_nothing()");
    }

    @Test
    void nothing_in_place_of_a_refusal_fails() {
        assertThat(failures(ContractCases.HidesThatItIsMissing.class))
                .containsKey("a_secret_that_does_not_exist_is_refused_by_name_and_without_any_value()");
    }

    @Test
    void another_secret_in_place_of_the_missing_one_fails() {
        assertThat(failures(ContractCases.GivesAnother.class))
                .containsKey("a_secret_that_does_not_exist_is_refused_by_name_and_without_any_value()");
    }

    @Test
    void a_value_anywhere_in_an_exception_fails_and_is_not_repeated() {
        Map<String, String> failures = failures(ContractCases.ShowsTheStore.class);

        assertThat(failures).containsKey("a_secret_that_does_not_exist_is_refused_by_name_and_without_any_value()");
        assertThat(failures.toString()).doesNotContain("second-value");
    }

    @Test
    void a_refusal_that_does_not_name_the_reference_fails() {
        assertThat(failures(ContractCases.DoesNotSayWhich.class))
                .containsKey("a_secret_that_does_not_exist_is_refused_by_name_and_without_any_value()");
    }

    @Test
    void a_provider_that_prints_what_it_knows_fails() {
        assertThat(failures(ContractCases.PrintsItsCache.class))
                .containsOnlyKeys("the_provider_prints_without_any_value()");
    }

    @Test
    void a_provider_that_mixes_up_threads_fails() {
        assertThat(failures(ContractCases.MixesThreadsUp.class))
                .containsOnlyKeys("threads_that_ask_at_the_same_time_each_get_their_own_answer()");
    }

    /** By the name of the test. */
    private static Map<String, String> failures(Class<?> contract) {
        Map<String, String> failures = new TreeMap<>();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(contract))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                .build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                result.getThrowable().ifPresent(thrown -> failures.put(test.getDisplayName(), text(thrown)));
            }
        });
        return failures;
    }

    private static String text(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
