package dev.haloy.config;

import dev.haloy.config.LoadedConfig.Format;
import dev.haloy.error.KeyPath;
import dev.haloy.error.Problem;
import java.util.List;
import java.util.Optional;

/**
 * Reads how people name one setting of a target: {@code replicas}, {@code image.pullPolicy}, {@code domains[0].domain},
 * {@code env.LOG_LEVEL}. Both spellings of a key will do; a name with dots in it goes into brackets, {@code env[my.name]}.
 */
public final class SettingPath {
    private final String asked;
    private KeyPath path = KeyPath.ROOT;
    private String rest;

    private SettingPath(String asked) {
        this.asked = asked;
        this.rest = asked;
    }

    /**
     * The path inside the target: keys in snake case, elements of lists by index or, where they have names, by name.
     *
     * @throws ConfigException if there can be no such setting; it says which one may be meant
     */
    public static KeyPath parse(String asked) {
        SettingPath reading = new SettingPath(asked.strip());
        ValueType<?> type = TargetKeys.TARGET_OBJECT;
        do {
            type = reading.step(type);
        } while (!reading.rest.isEmpty());
        return reading.path;
    }

    private ValueType<?> step(ValueType<?> type) {
        if (type instanceof ImageType image) {
            return step(image.object());
        }
        if (type instanceof ObjectType<?, ?> object) {
            return key(object, next());
        }
        if (type instanceof ListType<?> list) {
            element(next());
            return list.element();
        }
        throw unknown("'" + path + "' is a single value; nothing is below it", Optional.empty());
    }

    private ValueType<?> key(ObjectType<?, ?> object, String name) {
        Key<?, ?, ?> key = object.find(name, Format.YAML)
                .<Key<?, ?, ?>>map(found -> found)
                .or(() -> object.find(name, Format.JSON))
                .orElseThrow(() -> unknown("there is no setting '" + path.key(name) + "'", hint(object, name)));
        path = path.key(key.info().aliasOf().orElse(key.info().name()));
        return key.type();
    }

    private Optional<String> hint(ObjectType<?, ?> object, String name) {
        List<String> names = object.names(Format.YAML);
        return Optional.of(UnknownKey.nearest(names, name)
                .map(near -> "did you mean '" + path.key(near) + "'?")
                .orElseGet(() -> (path.isRoot() ? "a target" : "'" + path + "'") + " has " + String.join(", ", names)));
    }

    private void element(String name) {
        boolean index = !name.isEmpty() && name.length() < 9 && name.chars().allMatch(c -> c >= '0' && c <= '9');
        path = index ? path.index(Integer.parseInt(name)) : path.key(name);
    }

    /** Takes the next step off: what stands in brackets, or everything up to a dot or bracket. */
    private String next() {
        boolean bracket = rest.startsWith("[");
        int end = bracket ? rest.indexOf(']') : plainEnd();
        if (end <= (bracket ? 1 : 0)) {
            throw unknown("'" + asked + "' is not the path of a setting", Optional.of("write it like image.tag"));
        }
        String step = rest.substring(bracket ? 1 : 0, end);
        rest = rest.substring(bracket ? end + 1 : end);
        if (rest.startsWith(".")) {
            rest = rest.substring(1);
            if (rest.isEmpty()) {
                throw unknown("'" + asked + "' ends with a dot", Optional.empty());
            }
        }
        return step;
    }

    private int plainEnd() {
        int at = 0;
        while (at < rest.length() && rest.charAt(at) != '.' && rest.charAt(at) != '[') {
            at++;
        }
        return at;
    }

    private static ConfigException unknown(String message, Optional<String> hint) {
        Problem problem = new Problem(Problem.Severity.ERROR, "path", KeyPath.ROOT, message, Optional.empty(), hint);
        return new ConfigException("This cannot be explained.", List.of(problem));
    }
}
