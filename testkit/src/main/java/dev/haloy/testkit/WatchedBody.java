package dev.haloy.testkit;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Tells when a body is over: complete, broken or no longer wanted. */
final class WatchedBody<T> implements BodySubscriber<T> {
    private final BodySubscriber<T> reader;
    private final Runnable over;

    WatchedBody(BodySubscriber<T> reader, Runnable over) {
        this.reader = reader;
        this.over = over;
    }

    @Override
    public CompletionStage<T> getBody() {
        return reader.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        reader.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {
                subscription.request(n);
            }

            @Override
            public void cancel() {
                over.run();
                subscription.cancel();
            }
        });
    }

    @Override
    public void onNext(List<ByteBuffer> piece) {
        reader.onNext(piece);
    }

    @Override
    public void onError(Throwable reason) {
        over.run();
        reader.onError(reason);
    }

    @Override
    public void onComplete() {
        over.run();
        reader.onComplete();
    }
}
