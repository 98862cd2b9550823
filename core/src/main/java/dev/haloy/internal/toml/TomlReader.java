package dev.haloy.internal.toml;

import dev.haloy.error.KeyPath;
import dev.haloy.internal.source.Finding;
import dev.haloy.internal.source.SourceReader;
import dev.haloy.internal.source.SourceText;
import dev.haloy.internal.source.SourceTree;
import dev.haloy.internal.source.Span;
import dev.haloy.internal.source.SyntaxException;
import java.util.Comparator;
import java.util.List;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseOptions;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlVersion;

/** Reads TOML 1.0. */
public final class TomlReader implements SourceReader {
    /** The parser needs a few hundred bytes for each character of a list of small values. */
    private static final int MAX_LENGTH = 1 << 20;

    private static final int MAX_NESTING = 100;

    @Override
    public SourceTree read(SourceText text) {
        if (text.text().length() > MAX_LENGTH) {
            throw new SyntaxException(broken("is longer than " + MAX_LENGTH + " characters", Span.START));
        }
        TomlParseOptions options =
                TomlParseOptions.sourceless().withVersion(TomlVersion.V1_0_0).withMaxNestingDepth(MAX_NESTING);
        TomlParseResult result = Toml.parse(text.text(), options);
        if (result.hasErrors()) {
            throw new SyntaxException(findings(result.errors()));
        }
        return new SourceTree(new TomlTree(text).mapping(result, Span.START), List.of());
    }

    private static List<Finding> findings(List<TomlParseError> errors) {
        return errors.stream()
                .map(error -> broken("is not TOML: " + error.getMessage(), TomlTree.span(error.position())))
                .sorted(Comparator.comparing(Finding::span))
                .toList();
    }

    private static Finding broken(String message, Span span) {
        return Finding.syntax(KeyPath.ROOT, message, span);
    }
}
