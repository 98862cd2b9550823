/** The command line: a thin, readable face of the library. */
@NullMarked
package dev.haloy.cli;

import org.jspecify.annotations.NullMarked;
