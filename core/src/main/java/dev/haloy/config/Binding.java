package dev.haloy.config;

import dev.haloy.config.LoadedConfig.Format;
import dev.haloy.config.LoadedConfig.Place;
import dev.haloy.error.KeyPath;
import dev.haloy.error.Problem;
import dev.haloy.error.Problem.Severity;
import dev.haloy.internal.source.Finding;
import dev.haloy.internal.source.SourceNode;
import dev.haloy.internal.source.SourceText;
import dev.haloy.internal.source.SourceTree;
import dev.haloy.internal.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One reading of a tree against the table of keys: collects every mistake, and where everything stands. */
final class Binding {
    /** A file with more mistakes than this is not a configuration; the rest is counted only. */
    private static final int MAX_FINDINGS = 1_000;

    private final SourceText text;
    private final Format format;
    private final List<Finding> findings = new ArrayList<>();
    private final Spot root = Spot.root();

    private int more;

    Binding(SourceText text, Format format) {
        this.text = text;
        this.format = format;
    }

    /** Reads the whole file. The result counts only if there are no {@link #problems()}. */
    AppConfig read(SourceTree tree) {
        findings.addAll(tree.findings());
        SourceNode whole = tree.root();
        Cursor top = Cursor.top(this, root);
        if (whole.isNull()) {
            return AppConfig.builder().build();
        }
        if (!(whole instanceof SourceNode.Mapping)) {
            report(
                    Finding.SYNTAX,
                    KeyPath.ROOT,
                    "needs keys with values at the top level, not " + whole.noun(),
                    whole.span(),
                    Optional.empty());
            return AppConfig.builder().build();
        }
        return Keys.APP_OBJECT.read(whole, top).orElseThrow();
    }

    SourceText text() {
        return text;
    }

    Format format() {
        return format;
    }

    void report(String rule, KeyPath path, String message, Span span, Optional<String> hint) {
        if (!isFull()) {
            findings.add(new Finding(rule, path, message, span, hint));
        } else {
            count();
        }
    }

    /** Counts a mistake without keeping it. */
    void count() {
        more++;
    }

    /** Whether further mistakes are only counted. */
    boolean isFull() {
        return findings.size() >= MAX_FINDINGS;
    }

    /** All mistakes in the order of the file. To be asked after the reading, when all secrets are known. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        findings.stream()
                .sorted(Comparator.comparing(Finding::span))
                .map(text::error)
                .forEach(problems::add);
        if (more > 0) {
            String message = "and there are " + more + " more mistakes";
            problems.add(new Problem(Severity.ERROR, "1.3", KeyPath.ROOT, message, Optional.empty(), Optional.empty()));
        }
        return problems;
    }

    /** Where everything stands. To be asked after the reading, when all secrets are known. */
    Map<KeyPath, Place> places() {
        return new PlaceMap(root, text);
    }
}
