package dev.haloy.internal.source;

import java.util.List;

/** A file of which no tree can be made. Never leaves the library: the loader turns it into problems. */
public final class SyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    /** Ends the reading with this mistake. */
    public SyntaxException(Finding finding) {
        this(List.of(finding));
    }

    /** Ends the reading with these mistakes, of which there is at least one. */
    public SyntaxException(List<Finding> findings) {
        super(findings.get(0).message(), null, false, false);
        this.findings = List.copyOf(findings);
    }

    /** The mistakes. */
    public List<Finding> findings() {
        return findings;
    }
}
