/** Meters and observations of runs, for applications that measure with Micrometer. */
@NullMarked
package dev.haloy.micrometer;

import org.jspecify.annotations.NullMarked;
