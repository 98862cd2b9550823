package dev.haloy.resolve;

import dev.haloy.error.KeyPath;
import dev.haloy.error.Problem;
import dev.haloy.error.SourceLocation;

/**
 * Two settings that exclude each other. If one of them is inherited, it is reported where it stands, and the text names the
 * target's own one: that is the line that made it wrong.
 *
 * @param subject the setting that the rule is about
 * @param other the setting it does not go with
 */
record Conflict(KeyPath subject, KeyPath other) {
    static Conflict between(KeyPath subject, KeyPath other) {
        return new Conflict(subject, other);
    }

    Problem problem(String rule, Site site, String message) {
        boolean otherInherited = site.isInherited(other) && site.isWritten(subject) && !site.isInherited(subject);
        KeyPath at = otherInherited ? other : subject;
        KeyPath against = otherInherited ? subject : other;
        Origin origin = site.origin(against);
        boolean elsewhere = site.isInherited(at) != site.isInherited(against) && origin.rule() != Origin.Rule.DEFAULT;
        String why = elsewhere ? "; " + origin.path() + line(origin) + " says otherwise" : "";
        return site.error(rule, at, message + why);
    }

    private static String line(Origin origin) {
        return origin.location()
                .map(SourceLocation::line)
                .map(line -> " in line " + line)
                .orElse("");
    }
}
