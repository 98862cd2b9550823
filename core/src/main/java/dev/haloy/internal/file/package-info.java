/** Files that only their owner can read. Not API. */
@NullMarked
package dev.haloy.internal.file;

import org.jspecify.annotations.NullMarked;
