/** YAML: from text to a source tree, with the scalar rules of haloy.yaml, and back to text. */
@NullMarked
package dev.haloy.internal.yaml;

import org.jspecify.annotations.NullMarked;
