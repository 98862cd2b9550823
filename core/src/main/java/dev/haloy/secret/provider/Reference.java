package dev.haloy.secret.provider;

import dev.haloy.secret.SecretRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A reference taken apart. Source and key may be separated by a colon or by a dot, and both may hold the other sign: the
 * sources that exist decide.
 */
record Reference(String source, String key) {
    static Reference of(SecretRef ref, Set<String> defined) throws LookupException {
        List<Reference> candidates = candidates(ref.path());
        for (Reference candidate : candidates) {
            if (defined.contains(candidate.source) && !candidate.key.isEmpty()) {
                return candidate;
            }
        }
        if (candidates.isEmpty()) {
            throw LookupException.reference(
                    "4.3", "'" + ref + "' names no key", "write " + ref + ":key, with a key of that source");
        }
        throw refuse(ref, candidates.get(0), defined);
    }

    private static List<Reference> candidates(String path) {
        List<Reference> candidates = new ArrayList<>();
        for (char separator : new char[] {':', '.'}) {
            int at = path.indexOf(separator);
            if (at >= 0) {
                candidates.add(new Reference(path.substring(0, at), path.substring(at + 1)));
            }
        }
        return candidates;
    }

    private static LookupException refuse(SecretRef ref, Reference first, Set<String> defined) {
        if (first.source.isEmpty()) {
            return LookupException.reference("4.3", "'" + ref + "' names no source");
        }
        if (first.key.isEmpty()) {
            return LookupException.reference("4.3", "'" + ref + "' names no key");
        }
        return LookupException.reference(
                "4.3",
                "the provider '" + ref.provider() + "' has no source '" + first.source + "'",
                "sources: " + SecretSources.some(defined.stream()));
    }
}
