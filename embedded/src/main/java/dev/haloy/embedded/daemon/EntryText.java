package dev.haloy.embedded.daemon;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
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
        LocalDateTime time = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
        digits(out, time.getYear(), 1000).append('-');
        digits(out, time.getMonthValue(), 10).append('-');
        digits(out, time.getDayOfMonth(), 10).append('T');
        digits(out, time.getHour(), 10).append(':');
        digits(out, time.getMinute(), 10).append(':');
        digits(out, time.getSecond(), 10);
        int fraction = time.getNano();
        if (fraction > 0) {
            int first = 100_000_000;
            while (fraction % 10 == 0) {
                fraction /= 10;
                first /= 10;
            }
            digits(out.append('.'), fraction, first);
        }
        out.append('Z');
    }

    /** With leading zeros; by hand, because the formatter of the JDK takes longer than the rest of an entry. */
    private static StringBuilder digits(StringBuilder out, int number, int first) {
        for (int place = first; place > 0; place /= 10) {
            out.append((char) ('0' + number / place % 10));
        }
        return out;
    }
}
