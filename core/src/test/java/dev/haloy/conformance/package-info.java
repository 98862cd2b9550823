/** The engine against recorded configurations and recorded exchanges. */
@NullMarked
package dev.haloy.conformance;

import org.jspecify.annotations.NullMarked;
