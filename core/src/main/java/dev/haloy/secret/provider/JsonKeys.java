package dev.haloy.secret.provider;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;

/** Flattens JSON; numbers keep their text. */
final class JsonKeys {
    private static final JsonFactory JSON = new JsonFactory();

    private final FlattenedKeys keys = new FlattenedKeys();
    private final JsonParser parser;

    private JsonKeys(JsonParser parser) {
        this.parser = parser;
    }

    static Map<String, String> flatten(String text) throws FlattenedKeys.UnusableException {
        try (JsonParser parser = JSON.createParser(text)) {
            JsonKeys flattened = new JsonKeys(parser);
            parser.nextToken();
            flattened.value("", 0);
            if (parser.nextToken() != null) {
                throw new FlattenedKeys.UnusableException("there is something behind the JSON value");
            }
            return flattened.keys.leaves();
        } catch (IOException e) {
            throw new FlattenedKeys.UnusableException("it is not valid JSON");
        }
    }

    private void value(String path, int depth) throws IOException, FlattenedKeys.UnusableException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String child = keys.child(path, parser.currentName(), depth);
                parser.nextToken();
                value(child, depth + 1);
            }
        } else if (token == JsonToken.START_ARRAY) {
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                value(keys.element(path, Integer.toString(i), depth), depth + 1);
            }
        } else if (token == null) {
            throw new FlattenedKeys.UnusableException("it is empty");
        } else {
            keys.leaf(path, token == JsonToken.VALUE_NULL ? "" : parser.getText(), depth);
        }
    }
}
