package dev.haloy.resolve;

/**
 * How targets are resolved. Immutable; each {@code with…} returns a changed copy.
 *
 * @param nameFallback where the name of an app comes from if its target does not say
 * @param requireServer whether a missing {@code server} is an error instead of {@code localhost}
 * @param requireTargets whether it is an error if every target is protected
 * @param targetEnvOverridesDotEnv whether {@code .env.<target>} beats {@code .env} of the working directory
 */
public record ResolveOptions(
        NameFallback nameFallback, boolean requireServer, boolean requireTargets, boolean targetEnvOverridesDotEnv) {
    /** Where an app's name comes from if its target does not say. */
    public enum NameFallback {
        /** From the top level, else from the target's key. */
        BASE,
        /** From the target's key; a name at the top level counts only in a file without targets. */
        TARGET_KEY
    }

    /** Names from the top level, {@code localhost} for a missing server, an error if nothing is left. */
    public static ResolveOptions defaults() {
        return new ResolveOptions(NameFallback.BASE, false, true, false);
    }

    /** The same with another source of names. */
    public ResolveOptions withNameFallback(NameFallback fallback) {
        return new ResolveOptions(fallback, requireServer, requireTargets, targetEnvOverridesDotEnv);
    }

    /** The same with or without a mandatory server. */
    public ResolveOptions withRequireServer(boolean required) {
        return new ResolveOptions(nameFallback, required, requireTargets, targetEnvOverridesDotEnv);
    }

    /** The same, content or not with an empty result. */
    public ResolveOptions withRequireTargets(boolean required) {
        return new ResolveOptions(nameFallback, requireServer, required, targetEnvOverridesDotEnv);
    }

    /** The same with another rank of {@code .env.<target>}. */
    public ResolveOptions withTargetEnvOverridesDotEnv(boolean overrides) {
        return new ResolveOptions(nameFallback, requireServer, requireTargets, overrides);
    }
}
