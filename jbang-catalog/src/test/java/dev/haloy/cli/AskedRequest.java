package dev.haloy.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haloy.embedded.ReceivedRequest;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a server was asked, in a form in which two clients can be compared: neither the order of query parameters or keys nor the ids
 * that a client invents count.
 */
record AskedRequest(String method, String path, String query, String body) {
    private static final Pattern DEPLOYMENT_ID = Pattern.compile("\\b01[0-9a-hjkmnp-tv-z]{24}\\b");
    /** Only the client runs hooks; the original tells servers about them all the same. */
    private static final Set<String> HOOKS = Set.of("preDeploy", "postDeploy");

    private static final ObjectMapper MAPPER =
            new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

    static AskedRequest recorded(JsonNode request) {
        JsonNode body = request.get("body");
        return of(
                request.get("method").asText(),
                request.get("path").asText(),
                request.get("query").asText(),
                body.isNull() ? "" : body.isTextual() ? body.asText() : body.toString());
    }

    static AskedRequest received(ReceivedRequest request) {
        String[] target = request.target().split("\\?", 2);
        return of(request.method(), target[0], target.length == 2 ? target[1] : "", request.body());
    }

    private static AskedRequest of(String method, String path, String query, String body) {
        String sorted = Arrays.stream(query.split("&")).sorted().collect(Collectors.joining("&"));
        return new AskedRequest(method, withoutIds(path), sorted, withoutIds(canonical(body)));
    }

    private static String withoutIds(String text) {
        return DEPLOYMENT_ID.matcher(text).replaceAll("ID");
    }

    private static String canonical(String body) {
        if (body.isBlank()) {
            return "";
        }
        try {
            JsonNode json = MAPPER.readTree(body);
            json.findParents("preDeploy").forEach(AskedRequest::withoutHooks);
            json.findParents("postDeploy").forEach(AskedRequest::withoutHooks);
            return MAPPER.writeValueAsString(MAPPER.convertValue(json, TreeMap.class));
        } catch (JsonProcessingException e) {
            return body;
        }
    }

    private static void withoutHooks(JsonNode config) {
        ((ObjectNode) config).remove(HOOKS);
    }

    /** Whether it only looks: a client may look more than another, and once where the other looked twice. */
    boolean looks() {
        return method.equals("GET");
    }

    @Override
    public String toString() {
        return (method + " " + path + (query.isEmpty() ? "" : "?" + query) + " " + body).strip();
    }
}
