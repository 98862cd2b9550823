package dev.haloy.client;

/**
 * What a server version understands. Servers refuse requests with fields they do not know, so none may be sent.
 *
 * @param beta the number of the {@code v0.1.0-beta} release; versions that do not look like one count as the newest
 */
public record Dialect(int beta) {
    /** Everything this library knows. */
    public static final Dialect NEWEST = new Dialect(Integer.MAX_VALUE);

    private static final int NEWEST_RELEASE_KNOWN = 69;
    private static final String PREFIX = "v0.1.0-beta.";

    /** The dialect of a version as servers report it. */
    public static Dialect of(String version) {
        if (!version.startsWith(PREFIX)) {
            return NEWEST;
        }
        int end = PREFIX.length();
        while (end < version.length()
                && version.charAt(end) >= '0'
                && version.charAt(end) <= '9'
                && end < PREFIX.length() + 6) {
            end++;
        }
        return end == PREFIX.length() ? NEWEST : new Dialect(Integer.parseInt(version.substring(PREFIX.length(), end)));
    }

    /** Whether it is of a release that came out after this library, which may understand more. */
    public boolean isNewerThanKnown() {
        return beta > NEWEST_RELEASE_KNOWN && !equals(NEWEST);
    }

    /** Whether it takes the contact for certificates. */
    public boolean knowsAcmeEmail() {
        return beta <= 28;
    }

    /** Whether it knows presets, protection and naming strategies. */
    public boolean knowsPresets() {
        return beta >= 11;
    }

    /** Whether it knows, and needs, the minimum ready time. */
    public boolean knowsMinReadySeconds() {
        return beta >= 46;
    }

    /** Whether it knows pull policies. */
    public boolean knowsPullPolicy() {
        return beta >= 57;
    }

    /** Whether it knows SOPS sources. */
    public boolean knowsSops() {
        return beta >= 51;
    }

    /** Whether it can show what containers have printed without going on for ever. */
    public boolean knowsLogsWithoutFollowing() {
        return beta >= 69;
    }

    /** The key of the configuration that is stored for rollbacks. */
    public String rollbackKey() {
        return beta >= 12 ? "rollbackDeployConfig" : "rollbackAppConfig";
    }

    /** Where the stream of the whole server is. */
    public String serverLogsPath() {
        return beta >= 32 ? "/v1/server-logs" : "/v1/logs";
    }
}
