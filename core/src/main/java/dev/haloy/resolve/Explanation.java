package dev.haloy.resolve;

import dev.haloy.error.KeyPath;
import dev.haloy.error.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why one setting of a target is what it is.
 *
 * <p>No value of a secret or variable was read for it, and none is in it. Tokens and passwords written out in the file are
 * masked, as are variables whose name or form says that they are secret.
 *
 * @param target the target's key; in a file without targets the app's name
 * @param key the setting in snake case, variables and build arguments by name, for example {@code image.tag} or {@code
 *     env.LOG_LEVEL}
 * @param value its value in one line; empty if it has none
 * @param secret whether the value itself is not shown
 * @param chain everything that had a say, the weakest first, what is only known when the value is used last
 */
public record Explanation(String target, KeyPath key, Optional<String> value, boolean secret, List<Step> chain) {
    /** Makes private copies. */
    public Explanation {
        chain = List.copyOf(chain);
    }

    /** What came of something that had a say. */
    public enum Effect {
        /** A stronger one said something else. */
        OVERRULED,
        /** Part of the value comes from it. */
        MERGED,
        /** It is the reason for the value. */
        DECIDED,
        /** It is read when the value is used. */
        USED
    }

    /**
     * Something that had a say.
     *
     * @param origin the rule, and where it was written
     * @param value what it said, in one line; or the name of what is read
     * @param effect what came of it
     */
    public record Step(Origin origin, String value, Effect effect) {}

    /** The step that decided; empty if nothing is set. */
    public Optional<Step> decision() {
        return chain.stream().filter(step -> step.effect() == Effect.DECIDED).findFirst();
    }

    /** A line with the value, and one for everything that had a say; the one that decided is marked. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(target)
                .append(": ")
                .append(key)
                .append(value.map(shown -> " = " + shown).orElse(" is not set"));
        List<List<String>> rows = new ArrayList<>();
        for (Step step : chain) {
            rows.add(List.of(
                    step.origin().rule().title(),
                    step.origin()
                            .location()
                            .map(SourceLocation::toString)
                            .orElseGet(() -> step.origin().path().toString()),
                    step.value()));
        }
        for (int i = 0; i < rows.size(); i++) {
            text.append('\n').append(line(rows, i, chain.get(i).effect()));
        }
        return text.toString();
    }

    private static String line(List<List<String>> rows, int row, Effect effect) {
        StringBuilder line = new StringBuilder(effect == Effect.DECIDED ? "  > " : "    ");
        for (int column = 0; column < 3; column++) {
            int at = column;
            int width =
                    rows.stream().mapToInt(each -> each.get(at).length()).max().orElse(0);
            String cell = rows.get(row).get(column);
            line.append(cell).append(" ".repeat(width - cell.length() + (width > 0 ? 2 : 0)));
        }
        line.append(
                switch (effect) {
                    case OVERRULED -> "overruled";
                    case MERGED -> "merged in";
                    case DECIDED -> "decides";
                    case USED -> "read when it is used";
                });
        return line.toString();
    }
}
