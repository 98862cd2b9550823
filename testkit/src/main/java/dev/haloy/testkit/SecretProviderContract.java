package dev.haloy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.haloy.secret.Secret;
import dev.haloy.secret.SecretProvider;
import dev.haloy.secret.SecretRef;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * What everybody may expect of a {@link SecretProvider}. Extend it to test your own, against a store that a test can have:
 *
 * <pre>{@code
 * class VaultTest extends SecretProviderContract {
 *   protected SecretProvider provider() { return new VaultProvider(fakeVault); }
 *   protected Map<SecretRef, String> known() {
 *     return Map.of(new SecretRef("vault", "db/password"), "correct horse", new SecretRef("vault", "key"), "battery");
 *   }
 *   protected SecretRef unknown() { return new SecretRef("vault", "nothing/here"); }
 *   protected SecretRef foreign() { return new SecretRef("onepassword", "db.password"); }
 * }
 * }</pre>
 *
 * <p>A provider is asked by several threads at the same time here, as runs do it.
 */
public abstract class SecretProviderContract {
    private static final int THREADS = 8;
    private static final int ROUNDS = 5;

    /** For subclasses. */
    protected SecretProviderContract() {}

    /** The provider under test; called once in each test. */
    protected abstract SecretProvider provider();

    /** Two or more secrets that the provider finds, with their different values, none of them empty or part of another. */
    protected abstract Map<SecretRef, String> known();

    /** A reference that belongs to the provider, to a secret that does not exist. */
    protected abstract SecretRef unknown();

    /** A reference that is some other provider's business. */
    protected abstract SecretRef foreign();

    /** Every value arrives as it is stored, to the last character. */
    @Test
    protected void a_secret_that_exists_is_found_with_its_exact_value() throws Exception {
        SecretProvider provider = provider();

        assertThat(known()).as("secrets to test with").hasSizeGreaterThan(1).doesNotContainValue("");
        for (Map.Entry<SecretRef, String> each : known().entrySet()) {
            assertFound(each.getKey(), each.getValue(), provider.find(each.getKey()));
        }
    }

    /** Runs ask once, but there are many runs. */
    @Test
    protected void a_secret_is_found_again_when_asked_for_again() throws Exception {
        SecretProvider provider = provider();
        for (int round = 0; round < 2; round++) {
            for (Map.Entry<SecretRef, String> each : known().entrySet()) {
                assertFound(each.getKey(), each.getValue(), provider.find(each.getKey()));
            }
        }
    }

    /** So that the next provider is asked. */
    @Test
    protected void a_reference_of_another_provider_is_answered_with_nothing() throws Exception {
        assertThat(provider().find(foreign()).isPresent())
                .as("%s is found, although it is not this provider's", foreign())
                .isFalse();
    }

    /** Nothing would make the next provider answer, and in the end the reader would not know whom to blame. */
    @Test
    protected void a_secret_that_does_not_exist_is_refused_by_name_and_without_any_value() {
        SecretProvider provider = provider();

        assertRefused(catchThrowable(() -> provider.find(unknown())));
    }

    /** A failure must not leave anything behind that spoils or reveals what comes after it. */
    @Test
    protected void a_refusal_after_an_answer_has_nothing_of_the_answer_and_spoils_no_later_one() throws Exception {
        SecretProvider provider = provider();
        for (Map.Entry<SecretRef, String> each : known().entrySet()) {
            assertFound(each.getKey(), each.getValue(), provider.find(each.getKey()));
            assertRefused(catchThrowable(() -> provider.find(unknown())));
            assertFound(each.getKey(), each.getValue(), provider.find(each.getKey()));
        }
    }

    /** Providers end up in logs and debuggers. */
    @Test
    protected void the_provider_prints_without_any_value() throws Exception {
        SecretProvider provider = provider();
        for (SecretRef ref : known().keySet()) {
            provider.find(ref);
        }

        assertHasNoValue("the text of the provider", String.valueOf(provider));
    }

    /** Each thread asks for everything, each beginning elsewhere, and gets what it asked for. */
    @Test
    protected void threads_that_ask_at_the_same_time_each_get_their_own_answer() throws Exception {
        SecretProvider provider = provider();
        List<Map.Entry<SecretRef, String>> all = new ArrayList<>(known().entrySet());
        CyclicBarrier start = new CyclicBarrier(THREADS);
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Void>> asking = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                asking.add(pool.submit(asks(provider, all, thread, start)));
            }
            for (Future<Void> each : asking) {
                each.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private Callable<Void> asks(
            SecretProvider provider, List<Map.Entry<SecretRef, String>> all, int offset, CyclicBarrier start) {
        return () -> {
            start.await();
            for (int i = 0; i < ROUNDS * all.size(); i++) {
                Map.Entry<SecretRef, String> each = all.get((i + offset) % all.size());
                assertFound(each.getKey(), each.getValue(), provider.find(each.getKey()));
            }
            assertRefused(catchThrowable(() -> provider.find(unknown())));
            return null;
        };
    }

    /** Compares without ever printing what was found: the report of a test is read by many. */
    private static void assertFound(SecretRef ref, String expected, Optional<Secret> found) {
        assertThat(found.isPresent()).as("%s is found", ref).isTrue();
        assertThat(found.orElseThrow().equals(Secret.of(expected)))
                .as(
                        "%s has the value it should have (not shown; %s characters long, expected are %s)",
                        ref, found.orElseThrow().length(), expected.length())
                .isTrue();
    }

    private void assertRefused(Throwable refusal) {
        assertThat(refusal != null)
                .as("%s is refused with an exception, since it is this provider's and does not exist", unknown())
                .isTrue();
        assertThat(refusal instanceof Exception)
                .as("%s is refused with an exception, not an error", unknown())
                .isTrue();
        assertHasNoValue("the exception for " + unknown(), stackTrace(refusal));
        assertThat(String.valueOf(refusal.getMessage()))
                .as("the message says which reference it is about")
                .contains(unknown().path());
    }

    /** With causes, suppressed ones and all. */
    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private void assertHasNoValue(String what, String text) {
        known().forEach((ref, value) -> assertThat(text.contains(value))
                .as("%s shows the value of %s", what, ref)
                .isFalse());
    }
}
