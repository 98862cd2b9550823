package dev.haloy.embedded.daemon;

/** The answers that tell versions. */
final class VersionText {
    private VersionText() {}

    static StringBuilder health(Dialect dialect) {
        StringBuilder out = new StringBuilder("{\"status\":\"ok\",\"version\":");
        return JsonText.quote(out, dialect.version()).append(",\"service\":\"haloyd\"}");
    }

    static StringBuilder version(Dialect dialect, RouteTable routes) {
        StringBuilder out = JsonText.quote(new StringBuilder("{\"haloyd\":"), dialect.version());
        if (dialect.since(66)) {
            JsonText.quote(out.append(",\"haloy_proxy\":"), dialect.version());
            out.append(",\"haloy_proxy_generation\":1,\"haloy_proxy_required_generation\":1");
            out.append(",\"haloy_proxy_schema_version\":1,\"haloy_proxy_required_schema_version\":1");
            out.append(",\"haloy_proxy_compatible\":true,\"haloy_proxy_config_hash\":");
            JsonText.quote(out, routes.fingerprint());
        } else {
            out.append(",\"haproxy\":\"3.2\"");
        }
        if (dialect.since(24)) {
            out.append(",\"capabilities\":[\"layer-upload\"");
            out.append(dialect.since(41) ? ",\"image-disk-preflight\"]" : "]");
        }
        return out.append('}');
    }
}
