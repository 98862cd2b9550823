package dev.haloy.cli;

import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.wire.RawSide;
import dev.haloy.embedded.wire.TimeLine;
import dev.haloy.embedded.wire.WireAnswer;
import dev.haloy.embedded.wire.WireBody;
import dev.haloy.embedded.wire.WireRequest;
import dev.haloy.embedded.wire.WireService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Tells what clients of a played server ask, what they are answered, and what the server says in its log. */
final class DevLog implements WireService {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final EmbeddedHaloyd haloyd;
    private final TimeLine time;
    private final BiConsumer<Style.Tone, String> say;
    private int told;

    DevLog(EmbeddedHaloyd haloyd, TimeLine time, BiConsumer<Style.Tone, String> say) {
        this.haloyd = haloyd;
        this.time = time;
        this.say = say;
    }

    /** Begins to tell what the server's log says. */
    DevLog start() {
        time.after(PAUSE, () -> {
            tellLog();
            start();
        });
        return this;
    }

    private void tellLog() {
        List<String> log = haloyd.log();
        for (String line : log.subList(told, log.size())) {
            say.accept(tone(line), line.substring(line.indexOf(' ') + 1));
        }
        told = log.size();
    }

    private static Style.Tone tone(String line) {
        if (line.contains(" ERROR ")) {
            return Style.Tone.ERROR;
        }
        return line.contains(" WARN ") ? Style.Tone.WARNING : Style.Tone.OUTPUT;
    }

    @Override
    public void handle(WireRequest request, WireAnswer answer) {
        haloyd.service().handle(request, watched(request, answer));
    }

    @Override
    public WireBody begin(WireRequest head, WireAnswer answer) {
        return haloyd.service().begin(head, watched(head, answer));
    }

    private WireAnswer watched(WireRequest request, WireAnswer answer) {
        String what = request.method() + " " + request.target();
        return new WireAnswer() {
            @Override
            public void head(int status, List<Map.Entry<String, String>> headers) {
                say.accept(status < 400 ? Style.Tone.QUIET : Style.Tone.WARNING, what + " -> " + status);
                answer.head(status, headers);
            }

            @Override
            public void write(byte[] piece) {
                answer.write(piece);
            }

            @Override
            public void finish() {
                answer.finish();
            }

            @Override
            public void cut() {
                say.accept(Style.Tone.WARNING, what + " -> cut");
                answer.cut();
            }

            @Override
            public void onGone(Runnable action) {
                answer.onGone(action);
            }

            @Override
            public void upgrade(List<Map.Entry<String, String>> headers, RawSide.Opener other) {
                say.accept(Style.Tone.QUIET, what + " -> tunnel");
                answer.upgrade(headers, other);
            }

            @Override
            public int waiting() {
                return answer.waiting();
            }
        };
    }
}
