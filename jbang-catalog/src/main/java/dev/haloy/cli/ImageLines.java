package dev.haloy.cli;

import dev.haloy.deploy.DeployEvent;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says what happens to images in lines for people; nothing for other events. */
final class ImageLines {
    private static final long UNIT = 1000;

    private ImageLines() {}

    static List<ProgressLine> of(DeployEvent event) {
        if (event instanceof DeployEvent.BuildStarted build) {
            return line(Style.Tone.INFO, "building " + build.image() + " for " + String.join(", ", build.targets()));
        }
        if (event instanceof DeployEvent.BuildOutput output) {
            return line(Style.Tone.OUTPUT, output.image() + " | " + output.line());
        }
        if (event instanceof DeployEvent.BuildFinished build) {
            return end(build.problem(), "built " + build.image(), build.image() + " was not built: ");
        }
        if (event instanceof DeployEvent.TransferStarted transfer) {
            return line(Style.Tone.INFO, "sending " + transfer.image() + " to " + transfer.server());
        }
        if (event instanceof DeployEvent.TransferFinished transfer) {
            return end(
                    transfer.problem(),
                    transfer.server() + " has " + transfer.image() + ": "
                            + traffic(transfer.bytesSent(), transfer.bytesSaved()),
                    transfer.image() + " did not get to " + transfer.server() + ": ");
        }
        if (event instanceof DeployEvent.PushStarted push) {
            return line(Style.Tone.INFO, "pushing " + push.image() + " to " + push.registry());
        }
        if (event instanceof DeployEvent.PushOutput output) {
            return line(Style.Tone.OUTPUT, output.image() + " | " + output.line());
        }
        if (event instanceof DeployEvent.PushFinished push) {
            return end(push.problem(), "pushed " + push.image(), push.image() + " was not pushed: ");
        }
        return List.of();
    }

    private static List<ProgressLine> line(Style.Tone tone, String text) {
        return List.of(ProgressLine.of(tone, text));
    }

    private static List<ProgressLine> end(Optional<String> problem, String done, String failed) {
        return problem.map(reason -> ProgressLine.block(
                        Style.Tone.ERROR,
                        Optional.empty(),
                        (failed + reason).lines().toList()))
                .orElseGet(() -> line(Style.Tone.QUIET, done));
    }

    /** What was sent and what need not be. */
    static String traffic(long sent, long saved) {
        return bytes(sent) + " sent, " + bytes(saved) + " there already";
    }

    /** How far a transfer is that has taken so long, for the line that is rewritten. */
    static String progress(DeployEvent.TransferProgress progress, Duration taken) {
        long total = progress.total().orElse(0);
        long rate = progress.bytes() * 1000 / Math.max(1, taken.toMillis());
        String pace = rate == 0 ? "" : ", " + bytes(rate) + "/s";
        if (total < progress.bytes()) {
            return bytes(progress.bytes()) + pace;
        }
        long left = rate == 0 ? 0 : (total - progress.bytes() + rate - 1) / rate;
        return bar(progress.bytes(), total) + " " + bytes(progress.bytes()) + " of " + bytes(total) + pace
                + (left == 0 ? "" : ", " + LiveLines.time(Duration.ofSeconds(left)) + " left");
    }

    private static String bar(long part, long whole) {
        int filled = (int) Math.min(10, 10 * part / whole);
        return "[" + "=".repeat(filled) + " ".repeat(10 - filled) + "]";
    }

    /** Bytes as people write them: {@code 850 B}, {@code 16.8 MB}. */
    static String bytes(long bytes) {
        String[] names = {"kB", "MB", "GB", "TB"};
        double amount = bytes;
        int unit = -1;
        while (amount >= UNIT && unit < names.length - 1) {
            amount /= UNIT;
            unit++;
        }
        return unit < 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", amount, names[unit]);
    }
}
