/** TOML, from text to a source tree. */
@NullMarked
package dev.haloy.internal.toml;

import org.jspecify.annotations.NullMarked;
