/** The front door: describe or load an app, choose targets, deploy them. */
@NullMarked
package dev.haloy;

import org.jspecify.annotations.NullMarked;
