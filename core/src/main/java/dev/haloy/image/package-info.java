/** Images on their way to servers: built by Docker, sent layer by layer, pushed to registries. */
@NullMarked
package dev.haloy.image;

import org.jspecify.annotations.NullMarked;
