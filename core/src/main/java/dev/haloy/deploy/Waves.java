package dev.haloy.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The waves of a run, in order: the next one starts when every target of the one before is settled well. Targets are taken in
 * declared order. What the waves leave over is one more, last wave; waves for which no target is left do not take place.
 *
 * @param list the waves; none if all targets start at once
 */
public record Waves(List<Wave> list) {
    /** Makes a private copy, and refuses a wave after the rest. */
    public Waves {
        list = List.copyOf(list);
        if (list.stream().limit(Math.max(0, list.size() - 1)).anyMatch(Wave.Rest.class::isInstance)) {
            throw new IllegalArgumentException("after the wave 'rest' nothing is left; it must be the last one");
        }
    }

    /** No waves: all targets start at once. The default. */
    public static Waves none() {
        return new Waves(List.of());
    }

    /**
     * Waves such as {@code of("1", "30%", "rest")}: a number of targets, a percentage of all targets, rounded up, or what is left.
     *
     * @throws IllegalArgumentException saying which wave is wrong and why
     */
    public static Waves of(String... waves) {
        return new Waves(Stream.of(waves).map(Wave::parse).toList());
    }

    /**
     * The same, separated by commas: {@code 1,30%,rest}.
     *
     * @throws IllegalArgumentException saying which wave is wrong and why
     */
    public static Waves parse(String text) {
        return of(text.split(",", -1));
    }

    /** Deals out these keys; always at least one wave, and none of them empty unless there are no keys. */
    List<List<String>> deal(List<String> keys) {
        List<List<String>> dealt = new ArrayList<>();
        int from = 0;
        for (Wave wave : list) {
            int to = (int) Math.min(keys.size(), (long) from + wave.size(keys.size()));
            if (to > from) {
                dealt.add(List.copyOf(keys.subList(from, to)));
            }
            from = to;
        }
        if (from < keys.size() || dealt.isEmpty()) {
            dealt.add(List.copyOf(keys.subList(from, keys.size())));
        }
        return List.copyOf(dealt);
    }

    @Override
    public String toString() {
        return list.stream().map(Wave::toString).collect(Collectors.joining(","));
    }
}
