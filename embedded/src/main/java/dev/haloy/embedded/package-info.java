/** A haloyd that lives inside the JVM: one behaviour model behind two fronts. */
@NullMarked
package dev.haloy.embedded;

import org.jspecify.annotations.NullMarked;
