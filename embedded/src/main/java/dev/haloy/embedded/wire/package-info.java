/** What the behaviour model and its fronts say to each other. Not meant for users, except for what listens on a port of a container: {@link dev.haloy.embedded.wire.RawSide}. */
@NullMarked
package dev.haloy.embedded.wire;

import org.jspecify.annotations.NullMarked;
