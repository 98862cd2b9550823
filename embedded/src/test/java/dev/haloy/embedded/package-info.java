@NullMarked
package dev.haloy.embedded;

import org.jspecify.annotations.NullMarked;
