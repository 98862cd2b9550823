/** Secret stores that come with the library, and how others are registered. */
@NullMarked
package dev.haloy.secret.provider;

import org.jspecify.annotations.NullMarked;
