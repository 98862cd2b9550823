/** The dialect of variable files. */
@NullMarked
package dev.haloy.internal.dotenv;

import org.jspecify.annotations.NullMarked;
