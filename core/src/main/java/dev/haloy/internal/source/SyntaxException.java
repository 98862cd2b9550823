package dev.haloy.internal.source;

/** A file of which no tree can be made. Never leaves the library: the loader turns it into a problem. */
public final class SyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    /** Ends the reading with this mistake. */
    public SyntaxException(Finding finding) {
        super(finding.message(), null, false, false);
        this.finding = finding;
    }

    /** The mistake. */
    public Finding finding() {
        return finding;
    }
}
