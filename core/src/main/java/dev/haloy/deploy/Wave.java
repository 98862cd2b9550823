package dev.haloy.deploy;

import java.util.Locale;

/** How many targets one wave of a run has. */
public sealed interface Wave {
    /** How many that is, of this many targets; at least 1. */
    int size(int targets);

    /** As {@link Waves#of(String...)} reads it. */
    @Override
    String toString();

    /**
     * So many targets.
     *
     * @param targets how many, at least 1
     */
    record Count(int targets) implements Wave {
        /** Refuses a wave of nothing. */
        public Count {
            if (targets < 1) {
                throw new IllegalArgumentException("a wave has at least 1 target, not " + targets);
            }
        }

        @Override
        public int size(int all) {
            return targets;
        }

        @Override
        public String toString() {
            return Integer.toString(targets);
        }
    }

    /**
     * A part of all targets of the run, rounded up.
     *
     * @param percent from 1 to 100
     */
    record Percent(int percent) implements Wave {
        private static final int ALL = 100;

        /** Refuses what is not a part. */
        public Percent {
            if (percent < 1 || percent > ALL) {
                throw new IllegalArgumentException("a wave has 1 % to 100 % of the targets, not " + percent + " %");
            }
        }

        @Override
        public int size(int targets) {
            return (int) Math.max(1, ((long) targets * percent + ALL - 1) / ALL);
        }

        @Override
        public String toString() {
            return percent + "%";
        }
    }

    /** Every target that is left. Only as the last wave. */
    record Rest() implements Wave {
        @Override
        public int size(int targets) {
            return Math.max(1, targets);
        }

        @Override
        public String toString() {
            return "rest";
        }
    }

    /**
     * Reads {@code 3}, {@code 30%} or {@code rest}.
     *
     * @throws IllegalArgumentException saying what is wrong, if it is something else
     */
    static Wave parse(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (word.equals("rest")) {
            return new Rest();
        }
        boolean percent = word.endsWith("%");
        String number = (percent ? word.substring(0, word.length() - 1) : word).strip();
        if (!number.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("'" + text.strip()
                    + "' is not a wave; write a number of targets, a percentage such as 30%, or rest");
        }
        int value = Integer.parseInt(number);
        return percent ? new Percent(value) : new Count(value);
    }
}
