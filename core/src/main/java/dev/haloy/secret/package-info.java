/** Values nobody may see: secrets, references to them, where they come from, and the redactor at every sink. */
@NullMarked
package dev.haloy.secret;

import org.jspecify.annotations.NullMarked;
