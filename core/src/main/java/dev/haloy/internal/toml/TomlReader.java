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
import java.util.Objects;
import java.util.regex.Pattern;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseOptions;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlVersion;

/** Reads TOML 1.0. */
public final class TomlReader implements SourceReader {
    /** The parser needs a few hundred bytes for each character of a list of small values. */
    private static final int MAX_LENGTH = 1 << 20;

    /** A message without a quotation, or with one of a single character. */
    private static final Pattern HARMLESS = Pattern.compile("Unexpected (?:'.'|[^\\w'])|[\\w\\s]*");

    private static final int MAX_NESTING = 100;

    /** A file in another language has a mistake in every line. */
    private static final int MAX_FINDINGS = 1_000;

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
                .map(error -> broken(
                        "is not TOML: " + withoutQuotes(Objects.requireNonNullElse(error.getMessage(), "")),
                        TomlTree.span(error.position())))
                .sorted(Comparator.comparing(Finding::span))
                .limit(MAX_FINDINGS)
                .toList();
    }

    /** The parser quotes the word it stumbled over, which may be a secret that lacks its own quotes. */
    private static String withoutQuotes(String message) {
        if (message.contains("previously defined")) {
            return message;
        }
        int expected = message.indexOf(", expected ");
        String found = expected < 0 ? message : message.substring(0, expected);
        String rest = expected < 0 ? "" : message.substring(expected);
        return HARMLESS.matcher(found).matches() ? found + rest : found.split("[ :'\"]", 2)[0] + " text" + rest;
    }

    private static Finding broken(String message, Span span) {
        return Finding.syntax(KeyPath.ROOT, message, span);
    }
}
