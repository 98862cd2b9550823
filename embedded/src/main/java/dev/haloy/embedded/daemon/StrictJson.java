package dev.haloy.embedded.daemon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** Reads a request body as strictly as the daemon does: the first JSON value of it, with known keys only. */
final class StrictJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private StrictJson() {}

    static JsonNode read(byte[] body, JsonShape shape) throws BadRequestException {
        JsonNode root = parse(body);
        JsonShape.Mismatch mismatch = shape.check(root);
        if (mismatch == null) {
            return root;
        }
        throw new BadRequestException(
                mismatch.unknownKey()
                        ? "the key \"" + mismatch.path() + "\" is not known here"
                        : "the value of '" + mismatch.path() + "' has the wrong type");
    }

    private static JsonNode parse(byte[] body) throws BadRequestException {
        try {
            JsonNode root = MAPPER.readTree(body);
            if (root == null || root.isMissingNode()) {
                throw new BadRequestException("there is no request body");
            }
            return root;
        } catch (JsonEOFException truncated) {
            throw new BadRequestException("the JSON ends too early");
        } catch (JsonProcessingException malformed) {
            throw new BadRequestException("the request body is no JSON");
        } catch (IOException unreadable) {
            throw new BadRequestException("the request body cannot be read");
        }
    }
}
