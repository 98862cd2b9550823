package dev.haloy.embedded.http;

import dev.haloy.embedded.wire.TimeLine;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** A transport that is a socket: what is to go out waits here until the socket takes it. On the loop's thread only. */
final class SocketTransport implements Transport, FaultGate.Victim {
    private enum Output {
        OPEN,
        /** Ends when everything has been written; the input stays open. */
        ENDING,
        ENDED
    }

    private final SelectorLoop loop;
    private final SocketChannel channel;
    private final HttpLimits limits;
    private final Consumer<SocketTransport> closed;
    private final SelectionKey key;
    private final Outgoing outgoing = new Outgoing();
    private TransportOwner owner = TransportOwner.NOBODY;
    private Output output = Output.OPEN;
    private Optional<FaultGate> gate = Optional.empty();
    private Optional<TimeLine.Timer> pauseOrLinger = Optional.empty();
    private boolean open = true;
    private boolean closing;
    private boolean inputEnded;
    private boolean inputPaused;
    private boolean flushPlanned;

    /** Starts to watch the channel. */
    SocketTransport(SelectorLoop loop, SocketChannel channel, HttpLimits limits, Consumer<SocketTransport> closed)
            throws IOException {
        this.loop = loop;
        this.channel = channel;
        this.limits = limits;
        this.closed = closed;
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        this.key = loop.register(channel, SelectionKey.OP_READ, this::ready);
    }

    @Override
    public void owner(TransportOwner newOwner) {
        owner = newOwner;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean hasInputEnded() {
        return inputEnded;
    }

    @Override
    public long waiting() {
        return outgoing.waiting();
    }

    @Override
    public long written() {
        return outgoing.written();
    }

    @Override
    public void offer() {
        push();
        watch();
    }

    @Override
    public boolean isGated() {
        return gate.isPresent();
    }

    private void ready(SelectionKey ready) {
        if (ready.isReadable()) {
            read();
        }
        if (open && ready.isWritable()) {
            flush();
        }
    }

    private void read() {
        ByteBuffer buffer = loop.readBuffer();
        int count;
        try {
            count = channel.read(buffer);
        } catch (IOException e) {
            closeNow();
            return;
        }
        if (count >= 0) {
            owner.input(buffer.flip());
            return;
        }
        inputEnded = true;
        if (gate.filter(FaultGate::blocksForever).isPresent() || (closing && output == Output.ENDED)) {
            closeNow();
            return;
        }
        watch();
        owner.inputEnded();
    }

    @Override
    public void pauseInput(boolean pause) {
        inputPaused = pause;
        watch();
    }

    @Override
    public void write(byte[] piece) {
        if (!open || closing || output != Output.OPEN) {
            return;
        }
        if (outgoing.waiting() >= limits.queueBytes()) {
            push();
            if (outgoing.waiting() >= limits.queueBytes()) {
                closeNow();
            }
        }
        if (open && !closing) {
            outgoing.add(piece);
            planFlush();
        }
    }

    private void planFlush() {
        if (open && !flushPlanned) {
            flushPlanned = true;
            loop.atEndOfTurn(this::flush);
        }
    }

    private void flush() {
        flushPlanned = false;
        push();
        if (open && outgoing.waiting() == 0) {
            allWritten();
        }
        watch();
    }

    private void push() {
        if (open) {
            try {
                outgoing.writeTo(channel, limit(), loop.writeBuffer());
                passGate();
            } catch (IOException e) {
                closeNow();
            }
        }
    }

    private long limit() {
        return gate.map(FaultGate::limit).orElse(Long.MAX_VALUE);
    }

    private void passGate() {
        if (gate.isEmpty()) {
            return;
        }
        FaultGate current = gate.get();
        if (current.over(outgoing.written())) {
            gate = Optional.empty();
            planFlush();
        } else if (outgoing.written() == current.limit()) {
            current.reached();
        }
    }

    private void allWritten() {
        boolean end = gate.isEmpty() && (output == Output.ENDING || (closing && output == Output.OPEN));
        if (end) {
            shutdownOutput();
        }
        if (closing && output == Output.ENDED) {
            linger();
        } else {
            owner.drained();
        }
    }

    private void shutdownOutput() {
        output = Output.ENDED;
        try {
            channel.shutdownOutput();
        } catch (IOException e) {
            closeNow();
        }
    }

    /** Closing at once would be a reset if the client is still sending, and it might never see what we have written. */
    private void linger() {
        if (inputEnded) {
            closeNow();
        } else if (open && pauseOrLinger.isEmpty()) {
            pauseOrLinger = Optional.of(loop.afterUnscaled(limits.lingerTime(), this::closeNow));
            pauseInput(false);
        }
    }

    private void watch() {
        if (open && key.isValid()) {
            boolean writing = outgoing.waiting() > 0 && outgoing.written() < limit();
            boolean reading = !inputEnded && !inputPaused;
            key.interestOps((reading ? SelectionKey.OP_READ : 0) | (writing ? SelectionKey.OP_WRITE : 0));
        }
    }

    @Override
    public void fault(ByteFault fault) {
        gate = Optional.of(new FaultGate(fault, outgoing.end(), this));
        planFlush();
    }

    @Override
    public void faultEnds() {
        gate.ifPresent(current -> current.answerEnds(outgoing.end()));
        planFlush();
    }

    @Override
    public void continueAfterPause(Duration pause) {
        gate.ifPresent(current -> pauseOrLinger = Optional.of(loop.after(pause, () -> pauseOver(current))));
    }

    private void pauseOver(FaultGate current) {
        pauseOrLinger = Optional.empty();
        current.pauseOver();
        flush();
    }

    @Override
    public void endOutput() {
        if (output == Output.OPEN) {
            output = Output.ENDING;
            planFlush();
        }
    }

    @Override
    public void closeWhenWritten() {
        closing = true;
        owner = TransportOwner.NOBODY;
        faultEnds();
        planFlush();
    }

    /** Forgets what waits and ends the connection in good order; the owner is told. */
    @Override
    public void cutNow() {
        outgoing.discard();
        gate = Optional.empty();
        TransportOwner before = owner;
        closeWhenWritten();
        before.gone();
    }

    @Override
    public void reset() {
        if (open) {
            try {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (IOException e) {
                // The connection is broken already, which is what we are here for.
                inputEnded = true;
            }
            closeNow();
        }
    }

    @Override
    public void closeNow() {
        if (open) {
            open = false;
            outgoing.discard();
            pauseOrLinger.ifPresent(TimeLine.Timer::cancel);
            loop.close(channel);
            closed.accept(this);
            TransportOwner last = owner;
            owner = TransportOwner.NOBODY;
            last.gone();
        }
    }
}
