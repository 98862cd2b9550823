package dev.haloy.cli;

/**
 * How far a transfer has come: a bar and figures, as much of them as there is room for.
 *
 * @param sent how many bytes have gone
 * @param total how many there are
 */
record ProgressBar(long sent, long total) {
    private static final int WIDEST = 20;
    private static final int NARROWEST = 4;

    /** The percentage, whole. */
    int percent() {
        return total <= 0 ? 100 : (int) Math.min(100, Math.max(0, sent) * 100 / total);
    }

    /** The bar with its figures in at most this many columns; only the percentage where there is room for nothing else. */
    String text(Style style, int room) {
        String percent = percent() + "%";
        String figures = " " + percent + " (" + ByteCount.of(sent) + " of " + ByteCount.of(total) + ")";
        int cells = Math.min(WIDEST, room - figures.length() - 2);
        if (cells >= NARROWEST) {
            return bar(style, cells) + figures;
        }
        int few = Math.min(WIDEST, room - percent.length() - 3);
        return few >= NARROWEST ? bar(style, few) + " " + percent : percent;
    }

    private String bar(Style style, int cells) {
        int full = cells * percent() / 100;
        return "["
                + (style.symbols() ? "█" : "#").repeat(full)
                + (style.symbols() ? "░" : "-").repeat(cells - full)
                + "]";
    }

    /** Whether a plain output should say this much: every tenth of the way, once. */
    boolean isWorthALineAfter(ProgressBar before) {
        return percent() / 10 > before.percent() / 10;
    }
}
