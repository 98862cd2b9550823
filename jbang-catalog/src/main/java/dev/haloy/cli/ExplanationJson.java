package dev.haloy.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.resolve.Explanation;
import dev.haloy.resolve.Origin;
import java.util.Locale;

/** Explanations as JSON. */
final class ExplanationJson {
    private ExplanationJson() {}

    static ObjectNode of(Explanation explanation) {
        ObjectNode json = Json.object()
                .put("target", explanation.target())
                .put("key", explanation.key().toString())
                .put("value", explanation.value().orElse(null))
                .put("secret", explanation.secret());
        ArrayNode chain = json.putArray("chain");
        explanation.chain().forEach(step -> chain.add(of(step)));
        return json;
    }

    private static ObjectNode of(Explanation.Step step) {
        Origin origin = step.origin();
        ObjectNode json = Json.object()
                .put("effect", word(step.effect()))
                .put("rule", word(origin.rule()))
                .put("value", step.value());
        if (!origin.path().isRoot()) {
            json.put("path", origin.path().toString());
        }
        origin.location()
                .ifPresent(
                        at -> json.put("file", at.file()).put("line", at.line()).put("column", at.column()));
        return json;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
