package dev.haloy.embedded.http;

import dev.haloy.embedded.wire.RawSide;
import dev.haloy.embedded.wire.TimeLine;
import dev.haloy.embedded.wire.WireRequest;
import dev.haloy.embedded.wire.WireService;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One client that speaks HTTP: reads its requests and has them answered, one after the other. */
final class Connection implements TransportOwner, Exchange.Line {
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    /** How much a client may send ahead of its answers before it has to wait. */
    private static final int AHEAD_BYTES = 64 * 1024;

    private static final ByteBuffer NONE = ByteBuffer.allocate(0);
    private static final byte[] NOTHING = {};

    private enum Awaited {
        NOTHING,
        HEAD,
        NEXT_REQUEST
    }

    private final Rounds loop;
    private final Transport transport;
    private final HttpLimits limits;
    private final WireService service;
    private final String peer;
    private final RequestParser parser;
    private Optional<Exchange> exchange = Optional.empty();
    private Optional<Incoming> incoming = Optional.empty();
    private ByteBuffer ahead = NONE;
    private Awaited awaited = Awaited.NOTHING;
    private Optional<TimeLine.Timer> patience = Optional.empty();
    private boolean served;
    private boolean reading;
    private boolean over;

    /** Begins to serve a client. */
    static void serve(Rounds loop, Transport transport, HttpLimits limits, WireService service, String peer) {
        Connection connection = new Connection(loop, transport, limits, service, peer);
        transport.owner(connection);
        connection.await(Awaited.HEAD);
    }

    private Connection(Rounds loop, Transport transport, HttpLimits limits, WireService service, String peer) {
        this.loop = loop;
        this.transport = transport;
        this.limits = limits;
        this.service = service;
        this.peer = peer;
        this.parser = new RequestParser(limits);
    }

    @Override
    public void input(ByteBuffer bytes) {
        ahead = joined(ahead, bytes);
        goOn();
    }

    private static ByteBuffer joined(ByteBuffer first, ByteBuffer second) {
        ByteBuffer both = ByteBuffer.allocate(first.remaining() + second.remaining());
        return both.put(first).put(second).flip();
    }

    @Override
    public void inputEnded() {
        if (exchange.isPresent() && incoming.isEmpty()) {
            silentIfNothingAhead();
        } else if (!reading) {
            goOn();
        }
    }

    private void silentIfNothingAhead() {
        if (!ahead.hasRemaining() && transport.hasInputEnded()) {
            exchange.ifPresent(Exchange::clientSilent);
        }
    }

    @Override
    public void drained() {
        if ((exchange.isEmpty() || incoming.isPresent()) && !reading) {
            goOn();
        }
    }

    @Override
    public void gone() {
        over = true;
        await(Awaited.NOTHING);
        breakBody();
        exchange.ifPresent(Exchange::connectionGone);
    }

    /** Reads what was sent ahead, as far as that is possible now. */
    private void goOn() {
        if (reading || over) {
            return;
        }
        read();
        if (!over) {
            if (!ahead.hasRemaining()) {
                ahead = NONE;
            }
            transport.pauseInput(ahead.remaining() > AHEAD_BYTES);
            if (transport.hasInputEnded()) {
                endOfInput();
            }
        }
    }

    private void read() {
        reading = true;
        try {
            boolean more = true;
            while (more && mayRead()) {
                more = take(parser.next(ahead));
            }
        } finally {
            reading = false;
        }
        awaitNext();
    }

    /** One request at a time, and none while earlier answers are stuck. */
    private boolean mayRead() {
        boolean wanted = incoming.map(Incoming::isWanted).orElse(exchange.isEmpty());
        return !over && wanted && !transport.isGated() && transport.waiting() < AHEAD_BYTES;
    }

    private boolean take(Step step) {
        if (step instanceof Step.HeadRead read) {
            begin(read.head());
        } else if (step instanceof Step.Piece piece) {
            incoming.ifPresent(current -> guarded(() -> current.piece(piece.bytes())));
        } else if (step == Step.Complete.COMPLETE) {
            Optional<Incoming> whole = incoming;
            incoming = Optional.empty();
            whole.ifPresent(current -> guarded(current::end));
        } else if (step instanceof Step.Refused refused) {
            refuse(refused.refusal());
        } else {
            return false;
        }
        return true;
    }

    private void begin(RequestHead head) {
        served = true;
        await(Awaited.NOTHING);
        Exchange next = new Exchange(loop, transport, head, this);
        Incoming coming = new Incoming(head, next);
        exchange = Optional.of(next);
        incoming = Optional.of(coming);
        WireRequest request = new WireRequest(head.method(), head.target(), head.headers(), NOTHING, peer);
        guarded(() -> {
            if (coming.goesTo(service.begin(request, coming.answer()))) {
                transport.write(CONTINUE);
            }
        });
    }

    private void guarded(Runnable call) {
        boolean done = false;
        try {
            call.run();
            done = true;
        } finally {
            if (!done) {
                // The service threw. The loop reports it; the client sees what it sees when a handler panics in Go.
                transport.closeNow();
            }
        }
    }

    /** No more of the body will come; true if there is an answer that needs none. */
    private boolean breakBody() {
        Optional<Incoming> half = incoming;
        incoming = Optional.empty();
        return half.map(Incoming::broken).orElse(false);
    }

    private void refuse(Refusal refusal) {
        if (!breakBody()) {
            transport.write(refusal.bytes(HttpDate.of(loop.instant())));
            end();
            exchange.ifPresent(Exchange::connectionGone);
        }
    }

    /** Ends the connection after what has been written. */
    private void end() {
        over = true;
        await(Awaited.NOTHING);
        transport.closeWhenWritten();
    }

    private void endOfInput() {
        if (exchange.isPresent() && incoming.isEmpty()) {
            silentIfNothingAhead();
        } else if (mayRead()) {
            if (incoming.isEmpty() && parser.betweenRequests()) {
                end();
            } else {
                refuse(Refusal.BAD_REQUEST);
            }
        }
    }

    @Override
    public void answered(boolean reusable) {
        exchange = Optional.empty();
        transport.faultEnds();
        if (!reusable) {
            end();
        } else if (!reading) {
            goOn();
        }
    }

    @Override
    public void upgraded(RawSide.Opener other) {
        over = true;
        exchange = Optional.empty();
        incoming = Optional.empty();
        transport.pauseInput(false);
        byte[] early = new byte[ahead.remaining()];
        ahead.get(early);
        new RawOwner(loop, transport, other, early);
    }

    /** The time for the next request begins when the answers to the earlier ones are on their way. */
    private void awaitNext() {
        boolean answering = exchange.isPresent() || transport.waiting() > 0 || transport.isGated();
        if (over || answering || !parser.readingHead()) {
            await(Awaited.NOTHING);
        } else {
            await(served && parser.betweenRequests() ? Awaited.NEXT_REQUEST : Awaited.HEAD);
        }
    }

    private void await(Awaited what) {
        if (what == awaited) {
            return;
        }
        awaited = what;
        patience.ifPresent(TimeLine.Timer::cancel);
        patience = switch (what) {
            case NOTHING -> Optional.empty();
            case HEAD -> Optional.of(loop.afterUnscaled(limits.headTime(), this::end));
            case NEXT_REQUEST -> Optional.of(loop.afterUnscaled(limits.idleTime(), this::end));
        };
    }
}
