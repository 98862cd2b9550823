package dev.haloy.internal.source;

import dev.haloy.error.KeyPath;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Turns bytes into text: UTF-8, or UTF-16 of either order if a byte order mark says so. */
public final class TextDecoder {
    private TextDecoder() {}

    /**
     * A file's text.
     *
     * @param text the text, up to the first bad byte
     * @param mistake that there is a bad byte
     */
    public record Decoded(SourceText text, Optional<Finding> mistake) {}

    /** Decodes a whole file. */
    public static Decoded decode(String file, byte[] bytes) {
        Charset charset = charset(bytes);
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer chars = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), chars, true);
        SourceText text = new SourceText(file, chars.flip().toString());
        if (!result.isError()) {
            return new Decoded(text, Optional.empty());
        }
        Span span = text.spanOf(text.text().length());
        Finding mistake = Finding.syntax(KeyPath.ROOT, "is not valid " + charset + " text from here on", span);
        return new Decoded(text, Optional.of(mistake.hint("save the file as UTF-8")));
    }

    private static Charset charset(byte[] bytes) {
        if (bytes.length >= 2 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        if (bytes.length >= 2 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE) {
            return StandardCharsets.UTF_16LE;
        }
        return StandardCharsets.UTF_8;
    }
}
