package dev.haloy.embedded.http;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Judges a head that has been read completely, with the checks of Go's server in their order. */
final class HeadRules {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9!$%&'()*+,.:;=\\[\\]_~-]*");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

    private final RequestLine line;
    private final HeaderFields fields;

    HeadRules(RequestLine line, HeaderFields fields) {
        this.line = line;
        this.fields = fields;
    }

    /** What is wrong, if anything is. */
    Optional<Refusal> refusal() {
        List<String> hosts = fields.all("host");
        if (hosts.size() > 1) {
            return Optional.of(Refusal.BAD_REQUEST);
        }
        return wrongFraming().or(this::wrongVersion).or(() -> wrongHost(hosts)).or(this::wrongName);
    }

    private Optional<Refusal> wrongFraming() {
        List<String> encodings = fields.all("transfer-encoding");
        if (line.atLeast11() && !encodings.isEmpty()) {
            boolean chunked = encodings.size() == 1 && encodings.get(0).equalsIgnoreCase("chunked");
            return chunked ? Optional.empty() : Optional.of(Refusal.unsupportedTransferEncoding());
        }
        boolean wrongLength =
                !fields.all("content-length").isEmpty() && contentLength().isEmpty();
        return wrongLength ? Optional.of(Refusal.BAD_REQUEST) : Optional.empty();
    }

    private Optional<Refusal> wrongVersion() {
        return line.major() == 1 ? Optional.empty() : Optional.of(Refusal.of(505, "unsupported protocol version"));
    }

    private Optional<Refusal> wrongHost(List<String> hosts) {
        if (hosts.isEmpty()) {
            boolean needed = line.atLeast11() && !line.method().equals("CONNECT");
            return needed ? Optional.of(Refusal.of(400, "missing required Host header")) : Optional.empty();
        }
        return HOST.matcher(hosts.get(0)).matches()
                ? Optional.empty()
                : Optional.of(Refusal.of(400, "malformed Host header"));
    }

    private Optional<Refusal> wrongName() {
        return fields.hasNameWithBlank() ? Optional.of(Refusal.of(400, "invalid header name")) : Optional.empty();
    }

    /** The length, if there is one and all headers that state it agree. */
    private OptionalLong contentLength() {
        List<String> lengths = fields.all("content-length").stream().distinct().toList();
        boolean valid = lengths.size() == 1 && DIGITS.matcher(lengths.get(0)).matches();
        return valid ? OptionalLong.of(Long.parseLong(lengths.get(0))) : OptionalLong.empty();
    }

    /** The head; only if there was no refusal. */
    RequestHead head() {
        boolean http11 = line.atLeast11();
        boolean chunked = http11 && !fields.all("transfer-encoding").isEmpty();
        long length = chunked ? RequestHead.CHUNKED : contentLength().orElse(0);
        boolean keepAlive =
                http11 ? !fields.hasWord("connection", "close") : fields.hasWord("connection", "keep-alive");
        boolean expects = http11 && length != 0 && fields.hasWord("expect", "100-continue");
        return new RequestHead(line.method(), line.target(), http11, fields.values(), keepAlive, length, expects);
    }

    /** Whether the client expects something that nobody can fulfil. */
    boolean strangeExpectation() {
        return !fields.all("expect").isEmpty() && !fields.hasWord("expect", "100-continue");
    }
}
