package dev.haloy.deploy;

import java.util.List;
import java.util.function.Consumer;

/** Passes events on; what the other side throws ends here, and keeps nobody else from hearing. */
final class QuietListener implements Consumer<DeployEvent> {
    private final List<Consumer<DeployEvent>> listeners;

    QuietListener(List<Consumer<DeployEvent>> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void accept(DeployEvent event) {
        for (Consumer<DeployEvent> listener : listeners) {
            try {
                listener.accept(event);
            } catch (RuntimeException e) {
                // A listener's trouble is its own; a deployment must not fail because somebody could not write a log
                // line.
            }
        }
    }
}
