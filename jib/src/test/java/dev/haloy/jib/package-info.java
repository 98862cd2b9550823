/** Tests. */
@NullMarked
package dev.haloy.jib;

import org.jspecify.annotations.NullMarked;
