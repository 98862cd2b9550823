package dev.haloy.secret.provider;

import dev.haloy.error.KeyPath;
import java.util.Optional;

/** A secret cannot be had. The message has the reason and never a value. */
public final class LookupException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String rule;
    private final transient Optional<KeyPath> definition;
    private final transient Optional<String> hint;

    private LookupException(String rule, Optional<KeyPath> definition, String message, Optional<String> hint) {
        super(message);
        this.rule = rule;
        this.definition = definition;
        this.hint = hint;
    }

    /** The reference is to blame. */
    static LookupException reference(String rule, String message) {
        return new LookupException(rule, Optional.empty(), message, Optional.empty());
    }

    /** The reference is to blame, and something can be done. */
    static LookupException reference(String rule, String message, String hint) {
        return new LookupException(rule, Optional.empty(), message, Optional.of(hint));
    }

    /** The definition of the source is to blame; the path is in snake case, below the top level. */
    static LookupException definition(KeyPath path, String message) {
        return new LookupException("4.4", Optional.of(path), message, Optional.empty());
    }

    /** The rule that was broken. */
    public String rule() {
        return rule;
    }

    /** The setting under {@code secret_providers} that is to blame; if empty, it is the reference. */
    public Optional<KeyPath> definition() {
        return definition;
    }

    /** What to do about it. */
    public Optional<String> hint() {
        return hint;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
