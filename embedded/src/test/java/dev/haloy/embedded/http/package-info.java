/** Tests of the HTTP front, most of them over plain sockets. */
@NullMarked
package dev.haloy.embedded.http;

import org.jspecify.annotations.NullMarked;
