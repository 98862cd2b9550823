package dev.haloy.embedded.daemon;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** An entry as it goes over the wire: one {@code data:} line and an empty line. */
final class EntryText {
    private EntryText() {}

    static byte[] encode(LogEntry entry, Instant now) {
        StringBuilder out = new StringBuilder(320).append("data: {\"level\":\"").append(entry.level);
        JsonText.quote(out.append("\",\"message\":"), entry.message);
        out.append(",\"timestamp\":\"");
        timestamp(out, now);
        out.append('"');
        text(out, "deploymentID", entry.deploymentId);
        text(out, "appName", entry.app);
        if (!entry.domains.isEmpty()) {
            JsonText.quoteAll(out.append(",\"domains\":"), entry.domains);
        }
        fields(out, entry.fields);
        flags(out, entry.mark);
        return out.append("}\n\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void text(StringBuilder out, String key, String value) {
        if (!value.isEmpty()) {
            JsonText.quote(out.append(",\"").append(key).append("\":"), value);
        }
    }

    private static void fields(StringBuilder out, Map<String, String> fields) {
        if (fields.isEmpty()) {
            return;
        }
        char separator = '{';
        out.append(",\"fields\":");
        for (Map.Entry<String, String> field : fields.entrySet()) {
            JsonText.quote(out.append(separator), field.getKey());
            JsonText.quote(out.append(':'), field.getValue());
            separator = ',';
        }
        out.append('}');
    }

    private static void flags(StringBuilder out, Mark mark) {
        if (mark.endsDeployment()) {
            out.append(",\"isDeploymentComplete\":true,\"");
            out.append(mark == Mark.SUCCESS ? "isDeploymentSuccess" : "isDeploymentFailed");
            out.append("\":true");
        } else if (mark == Mark.STARTED_UP) {
            out.append(",\"isHaloydInitComplete\":true");
        }
    }

    /** RFC 3339 without trailing zeros in the fraction. */
    private static void timestamp(StringBuilder out, Instant now) {
        String text = now.toString();
        int end = text.length() - 1;
        if (text.indexOf('.') > 0) {
            while (text.charAt(end - 1) == '0') {
                end--;
            }
        }
        out.append(text, 0, end).append('Z');
    }
}
