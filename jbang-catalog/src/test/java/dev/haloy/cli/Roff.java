package dev.haloy.cli;

import java.util.Locale;

/** Writes the little of the language of {@code man} that our pages need. */
final class Roff {
    private static final int LAST_ASCII = 126;

    private final StringBuilder page = new StringBuilder();
    private boolean verbatim;

    Roff title(String name) {
        return request(".TH \"" + escaped(name.toUpperCase(Locale.ROOT))
                        + "\" \"1\" \"\" \"Haloy for Java\" \"Haloy for Java\"")
                // Neither hyphens nor stretched lines: people copy from here.
                .request(".nh")
                .request(".ad l");
    }

    Roff section(String heading) {
        return request(".SH \"" + escaped(heading) + "\"");
    }

    Roff paragraph(String text) {
        return request(".PP").text(text);
    }

    Roff item(String label, String text) {
        return request(".TP").bold(label).text(text);
    }

    Roff bold(String text) {
        return line("\\fB" + escaped(text) + "\\fR");
    }

    Roff text(String text) {
        return line(escaped(text));
    }

    /** A line that is neither filled nor joined with its neighbours. */
    Roff asItIs(String text) {
        if (!verbatim) {
            page.append(".nf\n");
            verbatim = true;
        }
        page.append(guarded(escaped(text))).append('\n');
        return this;
    }

    private Roff request(String request) {
        fill();
        page.append(request).append('\n');
        return this;
    }

    private Roff line(String text) {
        fill();
        page.append(guarded(text)).append('\n');
        return this;
    }

    private void fill() {
        if (verbatim) {
            page.append(".fi\n");
            verbatim = false;
        }
    }

    /** A dot or an apostrophe at the beginning of a line would be a request. */
    private static String guarded(String text) {
        return text.startsWith(".") || text.startsWith("'") ? "\\&" + text : text;
    }

    /** Hyphens that stay what they are when copied, and nothing but ASCII. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(each -> {
            switch (each) {
                case '\\' -> escaped.append("\\e");
                case '-' -> escaped.append("\\-");
                case '"' -> escaped.append("\\(dq");
                default ->
                    escaped.append(
                            each > LAST_ASCII
                                    ? String.format(Locale.ROOT, "\\[u%04X]", each)
                                    : Character.toString(each));
            }
        });
        return escaped.toString();
    }

    @Override
    public String toString() {
        return verbatim ? page + ".fi\n" : page.toString();
    }
}
