package dev.haloy.deploy;

import java.util.function.Consumer;

/** Passes events on; what the other side throws ends here. */
final class QuietListener implements Consumer<DeployEvent> {
    private final Consumer<DeployEvent> listener;

    QuietListener(Consumer<DeployEvent> listener) {
        this.listener = listener;
    }

    @Override
    public void accept(DeployEvent event) {
        try {
            listener.accept(event);
        } catch (RuntimeException e) {
            // A listener's trouble is its own; a deployment must not fail because somebody could not write a log line.
        }
    }
}
