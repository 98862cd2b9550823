package dev.haloy.embedded.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One request and the answer to it as it takes shape. */
final class Exchange implements HttpAnswer {
    /** The connection as an exchange sees it. */
    interface Line {
        /** The answer is complete; the next one may follow if the connection is reusable. */
        void answered(boolean reusable);

        /** The connection speaks HTTP no longer. */
        RawConnection upgraded(RawSide side);
    }

    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final SelectorLoop loop;
    private final Transport transport;
    private final RequestHead request;
    private final Line line;
    private final List<Runnable> goneActions = new ArrayList<>(1);
    private Optional<AnswerHead> sent = Optional.empty();
    private long left;
    private boolean tooLong;
    private boolean ended;
    private boolean gone;
    private boolean clientSilent;

    Exchange(SelectorLoop loop, Transport transport, RequestHead request, Line line) {
        this.loop = loop;
        this.transport = transport;
        this.request = request;
        this.line = line;
    }

    @Override
    public void head(int status, List<Map.Entry<String, String>> headers) {
        if (begins()) {
            AnswerHead head = AnswerHead.of(request, status, headers, HttpDate.of(loop.instant()));
            sent = Optional.of(head);
            left = head.length();
            transport.write(head.bytes());
        }
    }

    /** Whether the answer may begin now; false if it is over already. */
    private boolean begins() {
        checkThread();
        if (!ended && sent.isPresent()) {
            throw new IllegalStateException("the answer has a head already");
        }
        return !ended;
    }

    @Override
    public void write(byte[] piece) {
        checkThread();
        if (ended || piece.length == 0) {
            return;
        }
        switch (begun().body()) {
            case NONE -> {}
            case LENGTH -> writeCounted(piece);
            case CHUNKED -> writeChunk(piece);
            case UNTIL_CLOSE -> transport.write(piece);
        }
    }

    private AnswerHead begun() {
        return sent.orElseThrow(() -> new IllegalStateException("the answer has no head yet"));
    }

    /** As in Go, a piece that goes beyond the announced length is not sent at all. */
    private void writeCounted(byte[] piece) {
        if (piece.length > left) {
            tooLong = true;
        } else {
            left -= piece.length;
            transport.write(piece);
        }
    }

    private void writeChunk(byte[] piece) {
        String size = Integer.toHexString(piece.length) + "\r\n";
        transport.write(size.getBytes(StandardCharsets.US_ASCII));
        transport.write(piece);
        transport.write(LINE_END);
    }

    @Override
    public void finish() {
        checkThread();
        if (ended) {
            return;
        }
        AnswerHead head = begun();
        if (head.body() == AnswerHead.Body.CHUNKED) {
            transport.write(LAST_CHUNK);
        }
        if (!ended) {
            ended = true;
            line.answered(head.keepAlive() && !tooLong && left == 0);
        }
    }

    @Override
    public void cut() {
        checkThread();
        if (!ended) {
            ended = true;
            line.answered(false);
        }
    }

    @Override
    public void onGone(Runnable action) {
        checkThread();
        if (gone) {
            loop.execute(action);
        } else if (!ended) {
            goneActions.add(action);
            if (clientSilent) {
                giveUp();
            }
        }
    }

    @Override
    public void fault(ByteFault fault) {
        if (begins()) {
            transport.fault(fault);
        }
    }

    @Override
    public RawConnection upgrade(List<Map.Entry<String, String>> headers, RawSide side) {
        checkThread();
        if (!begins()) {
            loop.execute(side::gone);
            return new GoneConnection();
        }
        ended = true;
        transport.write(AnswerHead.exactly(101, headers));
        return line.upgraded(side);
    }

    /** The client sends nothing more: whoever asked to be told takes that for its end. */
    void clientSilent() {
        clientSilent = true;
        if (!goneActions.isEmpty()) {
            giveUp();
        }
    }

    private void giveUp() {
        List<Runnable> actions = takeActions();
        loop.execute(() -> {
            try {
                actions.forEach(Runnable::run);
            } finally {
                cut();
            }
        });
    }

    /** The connection is closed. What asked to be told is told later, never in the middle of a call of its own. */
    void connectionGone() {
        if (!ended) {
            ended = true;
            gone = true;
            takeActions().forEach(loop::execute);
        }
    }

    private List<Runnable> takeActions() {
        List<Runnable> actions = List.copyOf(goneActions);
        goneActions.clear();
        return actions;
    }

    private void checkThread() {
        if (!loop.onThread()) {
            throw new IllegalStateException("answers are given on the thread of the loop");
        }
    }
}
