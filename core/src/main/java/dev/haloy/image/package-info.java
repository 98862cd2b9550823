/** Images: what must be built, and how an image gets to servers without a registry. */
@NullMarked
package dev.haloy.image;

import org.jspecify.annotations.NullMarked;
