@NullMarked
package dev.haloy.examples;

import org.jspecify.annotations.NullMarked;
