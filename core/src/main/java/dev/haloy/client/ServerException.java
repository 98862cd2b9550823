package dev.haloy.client;

import dev.haloy.config.ServerAddress;
import dev.haloy.error.HaloyException;
import java.util.OptionalInt;

/** A request to a server did not get the answer it wanted. Says which server and route, and whether it may have been executed. */
public final class ServerException extends HaloyException {
    private static final long serialVersionUID = 1L;

    private final String server;
    private final String route;
    private final Trouble trouble;
    private final int status;

    ServerException(ServerAddress server, String route, Trouble trouble, int status, String what) {
        super(server + ": " + route + ": " + what);
        this.server = server.key();
        this.route = route;
        this.trouble = trouble;
        this.status = status;
    }

    ServerException(ServerAddress server, String route, Trouble trouble, String what) {
        this(server, route, trouble, 0, what);
    }

    /** What kind of trouble; decides whether asking again makes sense. */
    public enum Trouble {
        /** No connection could be made: the server has seen nothing. */
        UNREACHABLE,
        /** The connection broke or nothing came in time: the server may have done it or not. */
        LOST,
        /** Too many requests: the server has done nothing. */
        RATE_LIMITED,
        /** The token is wrong. */
        UNAUTHORIZED,
        /** The server or its proxy failed: it may have done it or not. */
        SERVER_ERROR,
        /** The server's disk is too full for this: it has done nothing. */
        NO_SPACE,
        /** The server refuses this request, whenever it is sent. */
        REFUSED,
        /** The answer makes no sense. */
        UNREADABLE;

        /** Whether the same read may work a little later. */
        public boolean isPassing() {
            return this == UNREACHABLE || this == LOST || this == RATE_LIMITED || this == SERVER_ERROR;
        }

        /** Whether the server certainly did not do what was asked. */
        public boolean isNotExecuted() {
            return this == UNREACHABLE
                    || this == RATE_LIMITED
                    || this == UNAUTHORIZED
                    || this == NO_SPACE
                    || this == REFUSED;
        }
    }

    /** The server. */
    public String server() {
        return server;
    }

    /** Method and path. */
    public String route() {
        return route;
    }

    /** What kind of trouble. */
    public Trouble trouble() {
        return trouble;
    }

    /** The HTTP status, if there was an answer. */
    public OptionalInt status() {
        return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
    }
}
