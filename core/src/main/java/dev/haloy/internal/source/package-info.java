/** A configuration file as a tree of nodes that know where they stand, whatever its format. */
@NullMarked
package dev.haloy.internal.source;

import org.jspecify.annotations.NullMarked;
