/** The list of known servers on this machine. */
@NullMarked
package dev.haloy.internal.clientyaml;

import org.jspecify.annotations.NullMarked;
