package dev.haloy.internal.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.haloy.error.KeyPath;
import dev.haloy.internal.source.SourceNode.Kind;
import dev.haloy.internal.source.SourceNode.Scalar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Reads strict JSON. */
public final class JsonReader implements SourceReader {
    private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX = BigInteger.ONE.shiftLeft(64);

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH + 2)
                    .build())
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    @Override
    public SourceTree read(SourceText text) {
        try (JsonParser parser = FACTORY.createParser(text.text())) {
            return new Reading(text, parser).tree();
        } catch (JsonProcessingException e) {
            throw new SyntaxException(explain(e, text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The parser's own text is not used as it is: it quotes what it stumbled over. */
    private static Finding explain(JsonProcessingException e, SourceText text) {
        JsonLocation at = e.getLocation();
        Span span = at == null || at.getCharOffset() < 0 ? Span.START : text.spanOf((int) at.getCharOffset());
        String original = e.getOriginalMessage();
        if (original.contains("comment")) {
            return broken("has a comment, which JSON does not allow", span);
        }
        if (original.contains("to start field name") || original.contains("expected a value")) {
            return broken("has something where a key or value belongs", span).hint("check for a comma too many");
        }
        if (original.startsWith("Unrecognized token")) {
            return broken("has a word without quotes", span).hint("put strings and keys in double quotes");
        }
        if (original.contains("end-of-input")) {
            return broken("ends before everything is closed", span);
        }
        boolean harmless = original.startsWith("Unexpected character") || original.startsWith("Illegal");
        return broken(harmless ? "is not JSON: " + original : "is not JSON", span);
    }

    private static Finding broken(String message, Span span) {
        return Finding.syntax(KeyPath.ROOT, message, span);
    }

    private static final class Reading {
        private final SourceText text;
        private final JsonParser parser;
        private final TreeBuilder tree = new TreeBuilder();

        Reading(SourceText text, JsonParser parser) {
            this.text = text;
            this.parser = parser;
        }

        SourceTree tree() throws IOException {
            JsonToken token = parser.nextToken();
            if (token == null || token == JsonToken.VALUE_NULL) {
                throw new SyntaxException(
                        broken("is empty; an object is needed", Span.START).hint("write { }"));
            }
            int depth = 0;
            do {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                accept(token);
                token = parser.nextToken();
            } while (token != null && depth > 0);
            if (token != null) {
                throw new SyntaxException(broken("goes on after its end", start()));
            }
            return tree.build();
        }

        private void accept(JsonToken token) throws IOException {
            switch (token) {
                case START_OBJECT -> tree.startMapping(start());
                case START_ARRAY -> tree.startSequence(start());
                case END_OBJECT, END_ARRAY -> tree.end(start());
                default -> tree.scalar(scalar(token));
            }
        }

        private Scalar scalar(JsonToken token) throws IOException {
            String written = parser.getText();
            Span span = start().to(text.spanOf((int) parser.currentLocation().getCharOffset() - 1));
            return switch (token) {
                case VALUE_NULL -> new Scalar(Kind.NULL, written, "null", span);
                case VALUE_TRUE, VALUE_FALSE -> new Scalar(Kind.BOOLEAN, written, written, span);
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(token, written, span);
                default -> Scalar.string(withoutLoneSurrogates(written), span);
            };
        }

        private static Scalar number(JsonToken token, String written, Span span) {
            if (token == JsonToken.VALUE_NUMBER_INT) {
                BigInteger value = new BigInteger(written);
                boolean fits = value.compareTo(MIN) >= 0 && value.compareTo(MAX) < 0;
                return new Scalar(fits ? Kind.INTEGER : Kind.FLOAT, written, value.toString(), span);
            }
            double value = Double.parseDouble(written);
            String canonical = Double.isFinite(value)
                    ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
                    : ".inf";
            return new Scalar(Kind.FLOAT, written, canonical, span);
        }

        private Span start() {
            return text.spanOf((int) parser.currentTokenLocation().getCharOffset());
        }

        private static String withoutLoneSurrogates(String string) {
            if (string.codePoints().noneMatch(Reading::isSurrogate)) {
                return string;
            }
            StringBuilder cleaned = new StringBuilder();
            string.codePoints().forEach(c -> cleaned.appendCodePoint(isSurrogate(c) ? 0xFFFD : c));
            return cleaned.toString();
        }

        private static boolean isSurrogate(int codePoint) {
            return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        }
    }
}
