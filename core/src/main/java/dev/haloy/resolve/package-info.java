/** From the file as written to targets without gaps, every value with its origin. */
@NullMarked
package dev.haloy.resolve;

import org.jspecify.annotations.NullMarked;
