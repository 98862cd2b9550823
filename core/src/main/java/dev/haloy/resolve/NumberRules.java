package dev.haloy.resolve;

import dev.haloy.config.TargetConfig;
import dev.haloy.error.KeyPath;
import dev.haloy.error.Problem;
import java.util.function.Consumer;

/** Port, replicas, waiting time and the path of the health check. */
final class NumberRules {
    static final int LONGEST_READY_SECONDS = 600;
    private static final int HIGHEST_PORT = 65_535;

    private NumberRules() {}

    static void check(Draft draft, Consumer<Problem> findings) {
        TargetConfig settings = draft.settings();
        Site site = draft.site();
        if (!isPort(settings.port().orElse(""))) {
            findings.accept(site.error("V36", KeyPath.of("port"), "the port must be a number from 1 to 65535"));
        }
        if (settings.replicas().orElse(1) < 1) {
            findings.accept(site.error("V39", KeyPath.of("replicas"), "there must be at least 1 replica"));
        }
        int ready = settings.minReadySeconds().orElse(0);
        if (ready < 0 || ready > LONGEST_READY_SECONDS) {
            findings.accept(site.error("V40", KeyPath.of("min_ready_seconds"), "must be from 0 to 600 seconds"));
        }
        if (!settings.healthCheckPath().orElse("/").startsWith("/")) {
            findings.accept(site.error("V38", KeyPath.of("health_check_path"), "the path must begin with /"));
        }
    }

    private static boolean isPort(String port) {
        boolean digits = !port.isEmpty() && port.chars().allMatch(c -> c >= '0' && c <= '9');
        String number = digits ? withoutLeadingZeros(port) : "";
        if (number.isEmpty() || number.length() > 5) {
            return false;
        }
        int value = Integer.parseInt(number);
        return value >= 1 && value <= HIGHEST_PORT;
    }

    /** The port as a plain decimal number. */
    static String withoutLeadingZeros(String port) {
        int start = 0;
        while (start < port.length() - 1 && port.charAt(start) == '0') {
            start++;
        }
        return port.substring(start);
    }
}
