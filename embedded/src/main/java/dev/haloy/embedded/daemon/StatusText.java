package dev.haloy.embedded.daemon;

import dev.haloy.embedded.docker.Container;
import dev.haloy.embedded.docker.ContainerState;
import dev.haloy.embedded.docker.Domain;
import java.util.ArrayList;
import java.util.List;

/** The status answer, drawn from containers alone. */
final class StatusText {
    private StatusText() {}

    /** {@code all} are the containers of the app, newest first, at least one. */
    static StringBuilder of(List<Container> all) {
        String newest = all.stream()
                .map(container -> container.spec().deploymentId())
                .max(String::compareTo)
                .orElse("");
        List<Container> current = new ArrayList<>(all);
        current.removeIf(container -> !container.spec().deploymentId().equals(newest));
        StringBuilder out = new StringBuilder(256)
                .append("{\"state\":\"")
                .append(state(current).word())
                .append("\",\"deploymentId\":");
        JsonText.quote(out, newest);
        JsonText.quoteAll(
                out.append(",\"containerIds\":"),
                current.stream().map(Container::id).toList());
        domains(out.append(",\"domains\":["), current);
        return out.append("]}");
    }

    private static ContainerState state(List<Container> containers) {
        ContainerState best = containers.get(0).state();
        for (Container container : containers) {
            if (rank(container.state()) < rank(best)) {
                best = container.state();
            }
        }
        return best;
    }

    /** Exited and created rank alike, so the first of them wins. */
    private static int rank(ContainerState state) {
        return switch (state) {
            case RESTARTING -> 0;
            case RUNNING -> 1;
            case EXITED, CREATED -> 2;
            case REMOVED -> 3;
        };
    }

    private static void domains(StringBuilder out, List<Container> containers) {
        String separator = "";
        for (Container container : containers) {
            for (Domain domain : container.spec().domains()) {
                JsonText.quote(out.append(separator).append("{\"domain\":"), domain.name());
                if (!domain.aliases().isEmpty()) {
                    JsonText.quoteAll(out.append(",\"aliases\":"), domain.aliases());
                }
                out.append('}');
                separator = ",";
            }
        }
    }
}
