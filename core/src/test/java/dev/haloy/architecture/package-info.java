/** Rules about the code itself. */
@NullMarked
package dev.haloy.architecture;

import org.jspecify.annotations.NullMarked;
