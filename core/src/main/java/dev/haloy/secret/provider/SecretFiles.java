package dev.haloy.secret.provider;

import dev.haloy.secret.SecretException;
import dev.haloy.secret.SecretRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads files that hold secrets; what goes wrong is told without them. */
final class SecretFiles {
    private static final int MOST_BYTES = 4 << 20;

    private SecretFiles() {}

    static String read(SecretRef ref, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw failure(ref, file + " is larger than " + MOST_BYTES + " bytes");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (NoSuchFileException e) {
            throw failure(ref, "there is no file " + file);
        } catch (CharacterCodingException e) {
            throw failure(ref, file + " is not UTF-8 text");
        } catch (IOException e) {
            throw failure(ref, file + " cannot be read");
        }
    }

    private static SecretException failure(SecretRef ref, String reason) {
        return new SecretException("'" + ref + "' cannot be had: " + reason);
    }

    static String withoutLastBreak(String text) {
        int end = text.endsWith("\n") ? text.length() - 1 : text.length();
        return text.substring(0, text.endsWith("\r\n") ? end - 1 : end);
    }
}
