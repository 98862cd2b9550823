/** Images of Java applications, made without Docker. */
@NullMarked
package dev.haloy.jib;

import org.jspecify.annotations.NullMarked;
