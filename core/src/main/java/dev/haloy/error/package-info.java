/** What can go wrong, said in one shape: located problems and one unchecked base exception. */
@NullMarked
package dev.haloy.error;

import org.jspecify.annotations.NullMarked;
