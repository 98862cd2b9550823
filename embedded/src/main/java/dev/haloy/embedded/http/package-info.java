/**
 * Speaks HTTP/1.1 for embedded servers, byte for byte as a Go program would, and misbehaves on demand.
 *
 * <p>Bytes come in through {@code Transport}, become requests in {@code RequestParser}, are handed to the model by
 * {@code Connection}, and its answers leave through {@code Exchange}. All of it runs on the one thread of a
 * {@link dev.haloy.embedded.http.SelectorLoop}. Not meant for users.
 */
@NullMarked
package dev.haloy.embedded.http;

import org.jspecify.annotations.NullMarked;
