package dev.haloy.testkit;

import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.ReceivedRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What one server was asked and what it wrote in its log, as text. */
final class History {
    private static final int LAST_WORDS = 8;

    private History() {}

    /** A line per request and per log entry under the server's address, in the order of time; at one time requests first. */
    static String of(EmbeddedHaloyd server) {
        record Entry(Instant at, String text) {}
        List<Entry> entries = new ArrayList<>();
        for (ReceivedRequest request : server.requests()) {
            entries.add(new Entry(request.at(), request.at() + " <- " + request));
        }
        for (String line : server.log()) {
            entries.add(new Entry(Instant.parse(line.substring(0, line.indexOf(' '))), line));
        }
        entries.sort(Comparator.comparing(Entry::at));
        StringBuilder text = new StringBuilder(server.address()).append('\n');
        entries.forEach(entry -> text.append(entry.text().indent(2)));
        return text.toString();
    }

    /** The last entries of its log. */
    static List<String> lastWords(EmbeddedHaloyd server) {
        List<String> log = server.log();
        return log.subList(Math.max(0, log.size() - LAST_WORDS), log.size());
    }
}
