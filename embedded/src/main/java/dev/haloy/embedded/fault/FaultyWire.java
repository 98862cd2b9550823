package dev.haloy.embedded.fault;

import dev.haloy.embedded.daemon.Pages;
import dev.haloy.embedded.daemon.Turns;
import dev.haloy.embedded.wire.BodyService;
import dev.haloy.embedded.wire.WireAnswer;
import dev.haloy.embedded.wire.WireBody;
import dev.haloy.embedded.wire.WireRequest;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The network between clients and one server: remembers the requests and spoils some of them. Not meant for users. */
public final class FaultyWire implements BodyService {
    private static final Duration PROXY_WAITS = Duration.ofSeconds(60);

    private final Turns turns;
    private final BodyService server;
    private final String address;
    private final boolean proxied;
    private final List<Active> rules = new ArrayList<>();
    private final List<Seen> seen = new ArrayList<>();
    private Duration latency = Duration.ZERO;
    private RandomFaults chance = RandomFaults.none();
    private SplittableRandom random = new SplittableRandom(0);

    /** A request that came by; the status is 0 until the client has seen one. */
    public static final class Seen {
        private final WireRequest request;
        private final Instant at;
        private final boolean keepsBody;
        private final List<byte[]> pieces = new ArrayList<>(1);
        private long length;
        private int status;

        Seen(WireRequest request, Instant at) {
            this.request = request;
            this.at = at;
            this.keepsBody = !Endpoint.of(request.target()).isUpload();
        }

        void add(byte[] piece) {
            length += piece.length;
            if (keepsBody) {
                pieces.add(piece);
            }
        }

        /** What has been sent of the body; nothing of uploads, which are large. */
        public byte[] body() {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            pieces.forEach(all::writeBytes);
            return all.toByteArray();
        }

        /** How many bytes of the body have been sent. */
        public long bodyLength() {
            return length;
        }

        /** As it was sent, without its body. */
        public WireRequest request() {
            return request;
        }

        /** When it was sent. */
        public Instant at() {
            return at;
        }

        /** The status the client saw, or 0. */
        public int status() {
            return status;
        }
    }

    private static final class Active {
        private final FaultRule rule;
        private int count;

        Active(FaultRule rule) {
            this.rule = rule;
        }

        boolean meets(Endpoint endpoint) {
            if (rule.endpoint() != endpoint) {
                return false;
            }
            count++;
            return count >= rule.first() && count <= rule.last();
        }
    }

    /** {@code proxied}: a proxy stands before the server and waits 60 s for it. */
    public FaultyWire(Turns turns, BodyService server, String address, boolean proxied) {
        this.turns = turns;
        this.server = server;
        this.address = address;
        this.proxied = proxied;
    }

    /** Adds a rule; of several that fit a request the one added first acts. */
    public void add(FaultRule rule) {
        rules.add(new Active(rule));
    }

    /** Faults by chance, from now on, where no rule acts. */
    public void chance(RandomFaults faults) {
        chance = faults;
        random = faults.random(address);
    }

    /** Every request is under way for this long. */
    public void latency(Duration duration) {
        latency = duration;
    }

    /** Forgets all faults. */
    public void reset() {
        rules.clear();
        chance(RandomFaults.none());
        latency(Duration.ZERO);
    }

    /** All requests so far, in order of sending. */
    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    @Override
    public WireBody begin(WireRequest request, WireAnswer answer) {
        Seen entry = new Seen(request, turns.instant());
        seen.add(entry);
        Fault fault = faultFor(Endpoint.of(request.target()));
        FaultyAnswer back = new FaultyAnswer(turns, answer, fault, status -> entry.status = status);
        Duration underWay = fault instanceof Fault.Delay delay ? latency.plus(delay.duration()) : latency;
        Underway body = new Underway(entry);
        if (underWay.isZero()) {
            body.arrive(arrive(request, answer, back, fault, entry));
        } else {
            turns.after(underWay, () -> body.arrive(arrive(request, answer, back, fault, entry)));
        }
        return body;
    }

    private Fault faultFor(Endpoint endpoint) {
        Fault found = Fault.none();
        boolean ruled = false;
        for (Active rule : rules) {
            if (rule.meets(endpoint) && !ruled) {
                found = rule.rule.fault();
                ruled = true;
            }
        }
        return ruled || chance.isNone() ? found : chance.draw(random, endpoint);
    }

    private WireBody arrive(WireRequest request, WireAnswer client, FaultyAnswer back, Fault fault, Seen entry) {
        if (fault instanceof Fault.Reset) {
            client.cut();
        } else if (fault instanceof Fault.Unavailable page && !page.executed()) {
            entry.status = 503;
            Pages.unavailable(client);
        } else if (fault instanceof Fault.TooManyRequests) {
            entry.status = 429;
            Pages.tooManyRequests(client, Endpoint.of(request.target()).headers());
        } else if (fault instanceof Fault.Refused refused) {
            entry.status = refused.status();
            Pages.error(client, Endpoint.of(request.target()).headers(), refused.status(), refused.error());
        } else if (!(fault instanceof Fault.Silence silence) || silence.executed()) {
            if (fault instanceof Fault.Silence) {
                back.hold();
            }
            if (fault instanceof Fault.Stall stall) {
                stall(back, stall.duration());
            }
            return server.begin(request, back);
        }
        return WireBody.IGNORED;
    }

    private void stall(FaultyAnswer back, Duration duration) {
        back.hold();
        if (proxied && duration.compareTo(PROXY_WAITS) >= 0) {
            turns.after(PROXY_WAITS, back::giveUp);
        } else {
            turns.after(duration, back::release);
        }
    }
}
