/** What the behaviour model and its fronts say to each other. Not meant for users. */
@NullMarked
package dev.haloy.embedded.wire;

import org.jspecify.annotations.NullMarked;
