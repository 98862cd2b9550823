package dev.haloy.resolve;

import dev.haloy.config.DomainConfig;
import dev.haloy.error.KeyPath;
import dev.haloy.error.Problem;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Domains, their aliases and the contact for certificates. */
final class DomainRules {
    private static final KeyPath DOMAINS = KeyPath.of("domains");
    private static final KeyPath ACME_EMAIL = KeyPath.of("acme_email");
    private static final Pattern EMAIL = Pattern.compile("[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\\.[a-zA-Z]{2,}");

    private DomainRules() {}

    static void check(Draft draft, Consumer<Problem> findings) {
        List<DomainConfig> domains = draft.settings().domains().orElse(List.of());
        for (int i = 0; i < domains.size(); i++) {
            KeyPath at = DOMAINS.index(i);
            name(draft.site(), at.key("domain"), domains.get(i).domain().orElse(""), findings);
            List<String> aliases = domains.get(i).aliases();
            for (int j = 0; j < aliases.size(); j++) {
                name(draft.site(), at.key("aliases").index(j), aliases.get(j), findings);
            }
        }
        draft.settings()
                .acmeEmail()
                .filter(email -> !EMAIL.matcher(email).matches())
                .ifPresent(email -> findings.accept(
                        draft.site().error("V30", ACME_EMAIL, "'" + email + "' is not an e-mail address")));
    }

    private static void name(Site site, KeyPath key, String domain, Consumer<Problem> findings) {
        DomainName.problem(domain).ifPresent(reason -> findings.accept(site.error("V32", key, reason)));
    }
}
