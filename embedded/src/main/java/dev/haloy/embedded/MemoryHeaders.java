package dev.haloy.embedded;

import dev.haloy.embedded.http.HttpDate;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Response headers as they arrive, with those that a front adds. */
final class MemoryHeaders {
    private MemoryHeaders() {}

    static HttpHeaders of(List<Map.Entry<String, String>> sent, Instant now, boolean body) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        boolean sized = false;
        for (Map.Entry<String, String> header : sent) {
            headers.computeIfAbsent(header.getKey(), name -> new ArrayList<>(1)).add(header.getValue());
            sized |= header.getKey().equalsIgnoreCase("Content-Length");
        }
        headers.putIfAbsent("Date", List.of(HttpDate.of(now)));
        if (body && !sized) {
            headers.put("Transfer-Encoding", List.of("chunked"));
        }
        return HttpHeaders.of(headers, (name, value) -> true);
    }
}
