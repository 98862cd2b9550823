package dev.haloy.embedded.docker;

import java.util.ArrayList;
import java.util.List;

/** A canonical name and the names that lead to it. */
public record Domain(String name, List<String> aliases) {
    /** A domain without aliases. */
    public static Domain of(String name) {
        return new Domain(name, List.of());
    }

    /** Canonical name first, then the aliases. */
    public List<String> allNames() {
        List<String> names = new ArrayList<>(aliases.size() + 1);
        names.add(name);
        names.addAll(aliases);
        return names;
    }
}
