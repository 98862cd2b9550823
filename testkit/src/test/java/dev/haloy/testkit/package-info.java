@NullMarked
package dev.haloy.testkit;

import org.jspecify.annotations.NullMarked;
