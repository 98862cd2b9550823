package dev.haloy.embedded.daemon;

import java.util.LinkedHashSet;
import java.util.Set;

/** Which domains have a certificate, and which can get one. Every domain has one unless something else was said. */
final class CertificateStore {
    private final Set<String> missing = new LinkedHashSet<>();
    private final Set<String> refused = new LinkedHashSet<>();

    void lose(String domain) {
        missing.add(domain);
    }

    void refuse(String domain) {
        missing.add(domain);
        refused.add(domain);
    }

    void obtained(String domain) {
        missing.remove(domain);
    }

    boolean has(String domain) {
        return !missing.contains(domain);
    }

    boolean isRefused(String domain) {
        return refused.contains(domain);
    }
}
