package dev.haloy.testkit;

import dev.haloy.secret.Secret;
import dev.haloy.secret.SecretException;
import dev.haloy.secret.SecretProvider;
import dev.haloy.secret.SecretRef;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Providers that break the contract, each in one way. Run by {@link SecretProviderContractTest}. */
final class ContractCases {
    private static final Map<String, String> STORE = Map.of("one", "first-value ", "two", "second-value");

    private ContractCases() {}

    abstract static class Case extends SecretProviderContract {
        @Override
        protected SecretProvider provider() {
            return ref -> ref.provider().equals("vault") ? find(ref) : Optional.empty();
        }

        Optional<Secret> find(SecretRef ref) {
            String value = STORE.get(ref.path());
            if (value == null) {
                throw new SecretException("there is no " + ref);
            }
            return Optional.of(Secret.of(value));
        }

        @Override
        protected Map<SecretRef, String> known() {
            return Map.of(new SecretRef("vault", "one"), "first-value ", new SecretRef("vault", "two"), "second-value");
        }

        @Override
        protected SecretRef unknown() {
            return new SecretRef("vault", "three");
        }

        @Override
        protected SecretRef foreign() {
            return new SecretRef("elsewhere", "one");
        }
    }

    static class Good extends Case {}

    static class Trims extends Case {
        @Override
        Optional<Secret> find(SecretRef ref) {
            return super.find(ref).map(secret -> Secret.of(secret.reveal().strip()));
        }
    }

    static class AnswersForOthers extends Case {
        @Override
        protected SecretProvider provider() {
            return this::find;
        }
    }

    static class HidesThatItIsMissing extends Case {
        @Override
        Optional<Secret> find(SecretRef ref) {
            return Optional.ofNullable(STORE.get(ref.path())).map(Secret::of);
        }
    }

    static class GivesAnother extends Case {
        @Override
        Optional<Secret> find(SecretRef ref) {
            return Optional.of(Secret.of(STORE.getOrDefault(ref.path(), "second-value")));
        }
    }

    static class ShowsTheStore extends Case {
        @Override
        Optional<Secret> find(SecretRef ref) {
            try {
                return super.find(ref);
            } catch (SecretException e) {
                e.addSuppressed(new IllegalStateException("only " + STORE));
                throw e;
            }
        }
    }

    static class DoesNotSayWhich extends Case {
        @Override
        Optional<Secret> find(SecretRef ref) {
            if (!STORE.containsKey(ref.path())) {
                throw new SecretException("no such secret");
            }
            return super.find(ref);
        }
    }

    static class PrintsItsCache extends Case {
        @Override
        protected SecretProvider provider() {
            SecretProvider inner = super.provider();
            return new SecretProvider() {
                @Override
                public Optional<Secret> find(SecretRef ref) throws Exception {
                    return inner.find(ref);
                }

                @Override
                public String toString() {
                    return "Vault" + STORE;
                }
            };
        }
    }

    /** Remembers the last question in a field, and answers a thread that comes new to it with what another one asked. */
    static class MixesThreadsUp extends Case {
        private record Asked(Thread by, SecretRef ref) {}

        private final AtomicReference<Optional<Asked>> last = new AtomicReference<>(Optional.empty());

        @Override
        Optional<Secret> find(SecretRef ref) {
            Optional<Asked> before = last.getAndSet(Optional.of(new Asked(Thread.currentThread(), ref)));
            return super.find(before.filter(asked -> asked.by() != Thread.currentThread())
                    .map(Asked::ref)
                    .orElse(ref));
        }
    }
}
