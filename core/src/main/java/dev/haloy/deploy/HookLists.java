package dev.haloy.deploy;

import dev.haloy.deploy.HookRef.Stage;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which hooks there are around a target, or around a run.
 *
 * @param commands how many commands the configuration has for each stage
 * @param code the names of hooks in code for each stage; they come after the commands
 */
record HookLists(Map<Stage, Integer> commands, Map<Stage, List<String>> code) {
    static final HookLists NONE = new HookLists(Map.of(), Map.of());

    HookLists {
        commands = ordered(commands);
        code = ordered(code);
    }

    private static <V> Map<Stage, V> ordered(Map<Stage, V> given) {
        Map<Stage, V> ordered = new EnumMap<>(Stage.class);
        ordered.putAll(given);
        return Collections.unmodifiableMap(ordered);
    }

    /** These commands and, from all hooks in code, those that are meant. */
    static HookLists of(Map<Stage, Integer> commands, Collection<Hook> hooks, Predicate<Hook> which) {
        Map<Stage, List<String>> code = new EnumMap<>(Stage.class);
        for (Stage stage : Stage.values()) {
            List<String> names = hooks.stream()
                    .filter(hook -> hook.stage() == stage && which.test(hook))
                    .map(Hook::name)
                    .toList();
            if (!names.isEmpty()) {
                code.put(stage, names);
            }
        }
        return new HookLists(commands, code);
    }

    int commands(Stage stage) {
        return commands.getOrDefault(stage, 0);
    }

    List<String> code(Stage stage) {
        return code.getOrDefault(stage, List.of());
    }

    /** How many there are of a stage. */
    int count(Stage stage) {
        return commands(stage) + code(stage).size();
    }

    /** One of them, by its place. */
    HookRef ref(Optional<String> target, Stage stage, int index) {
        int behind = index - commands(stage);
        return new HookRef(
                target,
                stage,
                index,
                behind < 0 ? Optional.empty() : Optional.of(code(stage).get(behind)));
    }

    /** Only those after the end of a target. */
    HookLists afterwards() {
        Map<Stage, List<String>> left = new EnumMap<>(Stage.class);
        left.putAll(code);
        left.keySet().removeIf(stage -> !stage.isAfterwards());
        return new HookLists(Map.of(), left);
    }

    /** The same with the hooks in code that another list has: a run goes on with those it began with. */
    HookLists withCodeOf(HookLists other) {
        return new HookLists(commands, other.code);
    }
}
