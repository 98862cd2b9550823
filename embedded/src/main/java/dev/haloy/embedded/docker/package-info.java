/** The Docker engine as a model: images, containers, events. Not meant for users. */
@NullMarked
package dev.haloy.embedded.docker;

import org.jspecify.annotations.NullMarked;
