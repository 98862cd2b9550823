package dev.haloy.embedded.script;

import dev.haloy.embedded.wire.RawConnection;
import dev.haloy.embedded.wire.RawSide;
import java.nio.charset.StandardCharsets;

/** What may listen on a port of a container, for tunnels to talk to. */
public final class Ports {
    private Ports() {}

    /** Sends back whatever comes, and closes its side when the client has closed its own. */
    public static RawSide.Opener echo() {
        return client -> new Answering(client) {
            @Override
            public void bytes(byte[] piece) {
                client.write(piece);
            }
        };
    }

    /** Answers one HTTP request, whatever it says, with 200 and this text, and closes. */
    public static RawSide.Opener http(String body) {
        return client -> new Answering(client) {
            private final StringBuilder request = new StringBuilder();

            @Override
            public void bytes(byte[] piece) {
                request.append(new String(piece, StandardCharsets.ISO_8859_1));
                if (request.indexOf("\r\n\r\n") >= 0) {
                    client.write(answer(body));
                    client.close();
                }
            }
        };
    }

    private static byte[] answer(String body) {
        byte[] text = body.getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 200 OK\r\nContent-Length: " + text.length
                + "\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.UTF_8);
    }

    private abstract static class Answering implements RawSide {
        private final RawConnection client;

        Answering(RawConnection client) {
            this.client = client;
        }

        @Override
        public void inputEnded() {
            client.endOutput();
        }

        @Override
        public void gone() {}
    }
}
