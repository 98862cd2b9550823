package dev.haloy.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/**
 * Cuts a stream into lines, in one pass over its bytes: the JDK's own line subscriber takes quadratic time on long lines,
 * and the entry with a crashed container's last words is one.
 */
final class EntryLines<T> implements BodySubscriber<T> {
    /** Longer lines are no log entries any more. Servers send up to about 1 MiB. */
    private static final int LONGEST = 16 << 20;

    private final Consumer<String> listener;
    private final CompletableFuture<T> body = new CompletableFuture<>();
    private final T result;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private Runnable cancel = () -> {};

    /** Tells each line without its break; the body is the result, once the stream has ended properly. */
    EntryLines(Consumer<String> listener, T result) {
        this.listener = listener;
        this.result = result;
    }

    @Override
    public CompletionStage<T> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        cancel = subscription::cancel;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        buffers.forEach(this::take);
    }

    private void take(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                line.write(bytes, start, i - start);
                tell();
                start = i + 1;
            }
        }
        line.write(bytes, start, bytes.length - start);
        if (line.size() > LONGEST) {
            cancel.run();
            body.completeExceptionally(new IOException("a line of more than " + LONGEST + " bytes"));
        }
    }

    private void tell() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        listener.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(result);
    }
}
