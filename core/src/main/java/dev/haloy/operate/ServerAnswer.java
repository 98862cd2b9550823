package dev.haloy.operate;

import java.util.Optional;
import java.util.function.Function;

/**
 * What one server says.
 *
 * @param server the server
 * @param value what it says
 * @param problem why it does not
 */
public record ServerAnswer<T>(String server, Optional<T> value, Optional<String> problem) {
    /** The answer, made into something else. */
    public <R> ServerAnswer<R> map(Function<? super T, ? extends R> change) {
        return new ServerAnswer<>(server, value.map(change), problem);
    }

    /** Server and answer in a line. */
    @Override
    public String toString() {
        return server + "  " + value.map(String::valueOf).or(() -> problem).orElse("");
    }
}
