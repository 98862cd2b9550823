package dev.haloy.embedded.http;

import dev.haloy.embedded.wire.GoneConnection;
import dev.haloy.embedded.wire.RawSide;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
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
        void upgraded(RawSide.Opener other);
    }

    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Rounds loop;
    private final Transport transport;
    private RequestHead request;
    private final Line line;
    /** Where the pieces that the client has not taken yet end on the connection. */
    private final ArrayDeque<Long> untaken = new ArrayDeque<>();

    private final List<Runnable> goneActions = new ArrayList<>(1);
    private Optional<AnswerHead> sent = Optional.empty();
    private long left;
    private boolean tooLong;
    private boolean ended;
    private boolean gone;
    private boolean clientSilent;

    Exchange(Rounds loop, Transport transport, RequestHead request, Line line) {
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
        if (!ended) {
            forgetTaken();
            untaken.add(transport.written() + transport.waiting());
        }
    }

    @Override
    public int waiting() {
        checkThread();
        forgetTaken();
        if (!untaken.isEmpty()) {
            // Pieces of this turn wait for its end; whether the client is slow shows only when they are offered to it.
            transport.offer();
            forgetTaken();
        }
        return untaken.size();
    }

    private void forgetTaken() {
        while (!untaken.isEmpty() && untaken.element() <= transport.written()) {
            untaken.remove();
        }
    }

    /** Tells the client with the head that this is the last answer on the connection. */
    void announceClose() {
        request = request.withoutKeepAlive();
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
    public void upgrade(List<Map.Entry<String, String>> headers, RawSide.Opener other) {
        if (begins()) {
            ended = true;
            transport.write(AnswerHead.exactly(101, headers));
            line.upgraded(other);
        } else {
            RawSide side = other.open(new GoneConnection());
            loop.execute(side::gone);
        }
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
