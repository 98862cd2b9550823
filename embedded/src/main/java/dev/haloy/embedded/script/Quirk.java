package dev.haloy.embedded.script;

/**
 * A weakness of the real haloyd that the embedded one has as well. All are there by default; leave one out to see
 * whether a client depends on it.
 */
public enum Quirk {
    /**
     * An update removes every container of its app with another deployment id whenever any route changed. Two apps
     * updated within five seconds can so destroy each other's running versions. Without it, an update removes others
     * only if its own deployment is the one that gets the traffic.
     */
    NEIGHBOUR_REMOVAL,
    /** A deployment's log stream shares its entries out between readers and is forgotten when one of them leaves. */
    SINGLE_CONSUMER,
    /** Incomplete deploy requests are accepted and then kill the daemon. Without it they are refused with 400. */
    CRASH_ON_INCOMPLETE,
    /** Ten requests at once, then five per second, and 429 beyond. */
    RATE_LIMIT,
    /** Two deployments of one app in one bundle of events: only the greater id hears of its end. */
    SUPERSEDED_WITHOUT_MARKER,
    /** A reader of a log stream that is a hundred entries behind is dropped, as if the stream had ended. */
    DROPS_SLOW_READERS,
    /** A rollback that cannot start its containers ends with an ordinary entry only, so its stream never ends. */
    ROLLBACK_WITHOUT_MARKER,
    /** The check for layers believes its database, even if the file of a layer is gone. */
    BELIEVES_LAYER_DATABASE,
    /** A proxy stands before the daemon and answers 503 with HTML while it is down, or when it takes 60 s. */
    PROXY
}
