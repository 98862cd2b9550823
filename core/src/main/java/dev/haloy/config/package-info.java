/** The file as written: its keys, its typed model, and the loader that reports all problems at once. */
@NullMarked
package dev.haloy.config;

import org.jspecify.annotations.NullMarked;
