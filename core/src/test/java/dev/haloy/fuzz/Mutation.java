package dev.haloy.fuzz;

import dev.haloy.config.KeyInfo;
import dev.haloy.config.KeyTable;
import dev.haloy.config.LoadedConfig.Format;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Makes one hostile input out of one seed: noise, words in no order, or a recorded file with damage. */
final class Mutation {
    private static final int MOST_DAMAGE = 6;
    private static final int LARGEST = 64 * 1024;

    private static final List<String> WORDS = List.of(
            "[",
            "]",
            "{",
            "}",
            ":",
            ": ",
            ",",
            "- ",
            "? ",
            "\n",
            "\r",
            "\r\n",
            "\n  ",
            "\n\t",
            "\t",
            " ",
            "#",
            "\n---\n",
            "\n...\n",
            "&a ",
            "*a ",
            "<<: *a\n",
            "<<: [*a, *a]\n",
            "!!str ",
            "!!binary ",
            "!!int ",
            "!x ",
            "%YAML 1.1\n",
            "| ",
            ">-\n",
            "\"",
            "'",
            "\"\"\"",
            "'''",
            "\\",
            "\\u0000",
            "\\uD800",
            "\\U00110000",
            "\u0000",
            "\u0007",
            "\u0085",
            "\u2028",
            "\uFEFF",
            "\uD83D\uDE00",
            "= ",
            "[a]\n",
            "[[a]]\n",
            "a.b.c = 1\n",
            "null",
            "~",
            "true",
            "yes",
            "010",
            "0x1F",
            "1_000",
            "1e999",
            "-0",
            ".inf",
            "nan",
            "1.20",
            "99999999999999999999",
            "2024-01-01",
            "${A}",
            "${A:-b}",
            "value: ",
            "from: ",
            "env: ",
            "secret: ",
            "targets:\n",
            "{\"targets\": {",
            "a");

    private static final List<String> KEYS =
            KeyTable.keys().stream().map(KeyInfo::name).distinct().toList();

    private final SplittableRandom random;

    Mutation(long seed) {
        random = new SplittableRandom(seed);
    }

    Corpus.Sample input() {
        List<Corpus.Sample> samples = Corpus.samples();
        Corpus.Sample start = samples.get(random.nextInt(samples.size()));
        Format format = random.nextInt(10) == 0 ? pick(List.of(Format.values())) : start.format();
        byte[] bytes = switch (random.nextInt(10)) {
            case 0 -> noise();
            case 1 -> words();
            default -> damaged(start.bytes());
        };
        return new Corpus.Sample(format, Arrays.copyOf(bytes, Math.min(bytes.length, LARGEST)));
    }

    private byte[] noise() {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] words() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(60); i >= 0; i--) {
            text.append(word());
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private String word() {
        return random.nextInt(3) == 0 ? pick(KEYS) + ": " : pick(WORDS);
    }

    private byte[] damaged(byte[] whole) {
        byte[] bytes = whole;
        for (int i = random.nextInt(MOST_DAMAGE); i >= 0; i--) {
            bytes = damage(bytes);
        }
        return bytes;
    }

    private byte[] damage(byte[] bytes) {
        int from = place(bytes);
        int to = Math.min(bytes.length, from + 1 + random.nextInt(random.nextInt(4) == 0 ? 400 : 12));
        return switch (random.nextInt(9)) {
            case 0 -> flipped(bytes, from);
            case 1 -> replaced(bytes, from, to, new byte[0]);
            case 2 -> replaced(bytes, from, from, word().getBytes(StandardCharsets.UTF_8));
            case 3 -> replaced(bytes, from, to, word().getBytes(StandardCharsets.UTF_8));
            case 4 -> replaced(bytes, from, from, Arrays.copyOfRange(bytes, from, to));
            case 5 -> replaced(bytes, from, to, repeated(Arrays.copyOfRange(bytes, from, to)));
            case 6 -> replaced(bytes, from, from, piece(pick(Corpus.samples()).bytes()));
            case 7 -> Arrays.copyOf(bytes, from);
            default -> random.nextInt(20) == 0 ? inOtherEncoding(bytes) : swapped(bytes, from, place(bytes));
        };
    }

    private int place(byte[] bytes) {
        return random.nextInt(bytes.length + 1);
    }

    private byte[] flipped(byte[] bytes, int at) {
        byte[] copy = bytes.clone();
        if (at < copy.length) {
            copy[at] ^= (byte) (1 << random.nextInt(8));
        }
        return copy;
    }

    private byte[] swapped(byte[] bytes, int one, int other) {
        byte[] copy = bytes.clone();
        if (one < copy.length && other < copy.length) {
            copy[one] = bytes[other];
            copy[other] = bytes[one];
        }
        return copy;
    }

    private byte[] piece(byte[] bytes) {
        int from = place(bytes);
        return Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + random.nextInt(200)));
    }

    /** Often enough to pass every limit of depth. */
    private byte[] repeated(byte[] bytes) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 1 + random.nextInt(random.nextBoolean() ? 10 : 1_000); i > 0 && all.size() < LARGEST; i--) {
            all.writeBytes(bytes);
        }
        return all.toByteArray();
    }

    private byte[] inOtherEncoding(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.getBytes(pick(List.of(
                StandardCharsets.UTF_16,
                StandardCharsets.UTF_16LE,
                StandardCharsets.UTF_16BE,
                StandardCharsets.ISO_8859_1)));
    }

    private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(bytes, 0, from);
        all.writeBytes(by);
        all.write(bytes, to, bytes.length - to);
        return all.toByteArray();
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
