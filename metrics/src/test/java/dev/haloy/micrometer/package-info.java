/** Runs on embedded servers, measured. */
@NullMarked
package dev.haloy.micrometer;

import org.jspecify.annotations.NullMarked;
