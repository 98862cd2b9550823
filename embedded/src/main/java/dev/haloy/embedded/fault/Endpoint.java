package dev.haloy.embedded.fault;

/** What a request is for. */
public enum Endpoint {
    /** {@code GET /health}. */
    HEALTH,
    /** {@code GET /v1/version}. */
    VERSION,
    /** {@code POST /v1/deploy}. */
    DEPLOY,
    /** {@code GET /v1/deploy/{id}/logs}. */
    DEPLOYMENT_LOGS,
    /** {@code GET /v1/status/{app}}. */
    STATUS,
    /** {@code GET /v1/server-logs}. */
    SERVER_LOGS,
    /** Everything else. */
    OTHER;

    /** The endpoint of a request target. */
    public static Endpoint of(String target) {
        if (target.startsWith("/v1/status/")) {
            return STATUS;
        }
        if (target.equals("/v1/deploy")) {
            return DEPLOY;
        }
        if (target.startsWith("/v1/deploy/") && target.endsWith("/logs")) {
            return DEPLOYMENT_LOGS;
        }
        if (target.startsWith("/v1/server-logs")) {
            return SERVER_LOGS;
        }
        if (target.equals("/v1/version")) {
            return VERSION;
        }
        return target.equals("/health") ? HEALTH : OTHER;
    }

    /** Whether the answer is an event stream. */
    public boolean isStream() {
        return this == DEPLOYMENT_LOGS || this == SERVER_LOGS;
    }
}
