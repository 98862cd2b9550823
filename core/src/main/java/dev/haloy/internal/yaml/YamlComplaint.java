package dev.haloy.internal.yaml;

import dev.haloy.error.KeyPath;
import dev.haloy.internal.source.Finding;
import dev.haloy.internal.source.SourceText;
import dev.haloy.internal.source.Span;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Says in plain words what the parser stumbled over. */
final class YamlComplaint {
    private YamlComplaint() {}

    static Finding explain(MarkedYamlEngineException e, SourceText text) {
        Span span = e.getProblemMark()
                .or(e::getContextMark)
                .map(YamlComplaint::span)
                .orElse(Span.START);
        String problem = Optional.ofNullable(e.getProblem()).orElse("");
        String context = Optional.ofNullable(e.getContext()).orElse("");
        int tab = leadingTab(text, span.line());
        if (tab >= 0) {
            return of("is indented with a tab, which YAML does not allow", Span.at(span.line(), tab))
                    .hint("indent with spaces");
        }
        if (context.contains("quoted scalar") && problem.contains("end of stream")) {
            Span start = e.getContextMark().map(YamlComplaint::span).orElse(span);
            return of("has a quote that is opened here and never closed", start);
        }
        if (problem.contains("cannot start any token")) {
            return of("has a value that begins with a character that YAML reserves", span)
                    .hint("put the value in quotes");
        }
        return byProblem(problem, span);
    }

    private static Finding byProblem(String problem, Span span) {
        if (problem.contains("mapping values are not allowed")) {
            return of("has a key where none can be", span)
                    .hint("check the indentation, and put values that contain ': ' in quotes");
        }
        if (problem.contains("could not find expected ':'")) {
            return of("has a line without a colon before this place", span).hint("write 'key: value'");
        }
        if (problem.contains("expected <block end>")) {
            return of("is indented differently from what it belongs to", span)
                    .hint("give all keys of one mapping and all '-' of one list the same indentation");
        }
        if (problem.contains("expected ',' or")) {
            return of("has a list or mapping in brackets that is not closed, or lacks a comma", span);
        }
        return of("is not YAML: " + problem, span);
    }

    private static int leadingTab(SourceText text, int line) {
        String content = text.line(line);
        int at = 0;
        while (at < content.length() && content.charAt(at) == ' ') {
            at++;
        }
        return at < content.length() && content.charAt(at) == '\t' ? at : -1;
    }

    private static Finding of(String message, Span span) {
        return Finding.syntax(KeyPath.ROOT, message, span);
    }

    private static Span span(Mark mark) {
        return Span.at(mark.getLine(), mark.getColumn());
    }
}
