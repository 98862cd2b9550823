package dev.haloy.operate;

import dev.haloy.client.Dialect;
import dev.haloy.config.KeyInfo;
import dev.haloy.config.KeyTable;
import dev.haloy.resolve.Origin;
import dev.haloy.resolve.ResolvedTarget;
import java.util.List;

/** Which settings of a target its server is too old for. */
public final class NewerKeys {
    private NewerKeys() {}

    /** The keys that were written for the target and that the server does not know; it is not told of them. */
    public static List<String> of(ResolvedTarget target, Dialect dialect) {
        return target.origins().entrySet().stream()
                .filter(entry -> isWritten(entry.getValue()))
                .map(entry -> entry.getKey().toString())
                .filter(path -> isNewer(path, dialect))
                .sorted()
                .toList();
    }

    private static boolean isWritten(Origin origin) {
        return origin.rule() != Origin.Rule.DEFAULT && origin.rule() != Origin.Rule.PRESET;
    }

    private static boolean isNewer(String path, Dialect dialect) {
        String name = path.substring(path.lastIndexOf('.') + 1);
        KeyInfo.Section section = path.startsWith("image.") ? KeyInfo.Section.IMAGE : KeyInfo.Section.TARGET;
        return KeyTable.find(section, name)
                .flatMap(KeyInfo::since)
                .filter(since -> Dialect.of(since).beta() > dialect.beta())
                .isPresent();
    }
}
