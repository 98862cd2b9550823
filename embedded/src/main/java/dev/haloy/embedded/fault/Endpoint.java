package dev.haloy.embedded.fault;

import dev.haloy.embedded.daemon.HeaderSet;
import java.util.List;

/** What a request is for. */
public enum Endpoint {
    /** {@code GET /health}. */
    HEALTH("/health"),
    /** {@code GET /v1/version}. */
    VERSION("/v1/version"),
    /** {@code POST /v1/deploy}. */
    DEPLOY("/v1/deploy"),
    /** {@code GET /v1/deploy/{id}/logs}. */
    DEPLOYMENT_LOGS("/v1/deploy/*"),
    /** {@code GET /v1/status/{app}}. */
    STATUS("/v1/status/*"),
    /** {@code POST /v1/stop/{app}}. */
    STOP("/v1/stop/*"),
    /** {@code GET /v1/server-logs}. */
    SERVER_LOGS("/v1/server-logs"),
    /** {@code GET /v1/logs/{app}}. */
    CONTAINER_LOGS("/v1/logs/*"),
    /** {@code GET /v1/rollback/{app}}. */
    ROLLBACK_LIST("/v1/rollback/*"),
    /** {@code POST /v1/rollback}. */
    ROLLBACK("/v1/rollback"),
    /** {@code POST /v1/exec/{app}}. */
    EXEC("/v1/exec/*"),
    /** {@code POST /v1/tunnel/{app}}. */
    TUNNEL("/v1/tunnel/*"),
    /** {@code POST /v1/images/disk-space-check}. */
    DISK_SPACE_CHECK("/v1/images/disk-space-check"),
    /** {@code POST /v1/images/layers/check}. */
    LAYERS_CHECK("/v1/images/layers/check"),
    /** {@code POST /v1/images/layers}: one layer. */
    LAYER_UPLOAD("/v1/images/layers"),
    /** {@code POST /v1/images/layers/assemble}. */
    LAYERS_ASSEMBLE("/v1/images/layers/assemble"),
    /** {@code POST /v1/images/upload}: a whole image. */
    IMAGE_UPLOAD("/v1/images/upload"),
    /** {@code POST /v1/images/prune}. */
    IMAGES_PRUNE("/v1/images/prune"),
    /** {@code GET /v1/registries}. */
    REGISTRIES("/v1/registries"),
    /** {@code POST /v1/registries/login}. */
    REGISTRY_LOGIN("/v1/registries/login"),
    /** {@code POST /v1/registries/logout}. */
    REGISTRY_LOGOUT("/v1/registries/logout"),
    /** Everything else. */
    OTHER("");

    private static final List<Endpoint> ALL = List.of(values());

    private final String path;

    /** {@code path} may end with a star for whatever follows. */
    Endpoint(String path) {
        this.path = path;
    }

    /** The endpoint of a request target. */
    public static Endpoint of(String target) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        for (Endpoint endpoint : ALL) {
            if (endpoint.matches(path)) {
                return endpoint;
            }
        }
        return OTHER;
    }

    private boolean matches(String requested) {
        if (!path.endsWith("*")) {
            return path.equals(requested);
        }
        int stem = path.length() - 1;
        return requested.length() > stem && requested.regionMatches(0, path, 0, stem);
    }

    /** Whether the answer is an event stream. */
    public boolean isStream() {
        return this == DEPLOYMENT_LOGS || this == SERVER_LOGS || this == CONTAINER_LOGS;
    }

    /** Whether the request carries a layer or an image. */
    public boolean isUpload() {
        return this == LAYER_UPLOAD || this == IMAGE_UPLOAD;
    }

    HeaderSet headers() {
        if (this == TUNNEL) {
            return HeaderSet.BARE;
        }
        return isStream() ? HeaderSet.STREAM : HeaderSet.PLAIN;
    }
}
