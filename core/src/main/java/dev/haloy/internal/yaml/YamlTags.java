package dev.haloy.internal.yaml;

import dev.haloy.internal.source.SourceNode.Kind;
import dev.haloy.internal.source.SourceNode.Scalar;
import dev.haloy.internal.source.Span;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/** What a scalar is by its tag and its quotes. Tags that YAML does not define mean nothing. */
final class YamlTags {
    private static final String STANDARD = "tag:yaml.org,2002:";
    private static final Map<String, Kind> KINDS = Map.of(
            "int", Kind.INTEGER,
            "float", Kind.FLOAT,
            "bool", Kind.BOOLEAN,
            "null", Kind.NULL,
            "timestamp", Kind.TIMESTAMP);

    private YamlTags() {}

    static Scalar scalar(ScalarEvent event, Span span, Consumer<String> report) {
        String text = event.getValue();
        String tag = event.getTag().orElse("");
        if (tag.isEmpty() && event.isPlain()) {
            return YamlScalars.resolve(text, span);
        }
        if (tag.equals(STANDARD + "binary")) {
            return binary(text, span, report);
        }
        Kind wanted = tag.startsWith(STANDARD) ? KINDS.get(tag.substring(STANDARD.length())) : null;
        if (wanted == null) {
            return Scalar.string(text, span);
        }
        Scalar scalar = YamlScalars.resolve(text, span);
        boolean fits = scalar.kind() == wanted || (wanted == Kind.FLOAT && scalar.kind() == Kind.INTEGER);
        if (!fits) {
            report.accept("is tagged !!" + tag.substring(STANDARD.length()) + " but is " + scalar.noun());
        }
        return scalar;
    }

    private static Scalar binary(String text, Span span, Consumer<String> report) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text.replaceAll("\\s", ""));
            return Scalar.string(new String(bytes, StandardCharsets.UTF_8), span);
        } catch (IllegalArgumentException e) {
            report.accept("is tagged !!binary but is not base64");
            return Scalar.string(text, span);
        }
    }
}
