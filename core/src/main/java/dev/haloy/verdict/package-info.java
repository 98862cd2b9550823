/** What became of a deployment, drawn from everything that was seen of it. Pure: no clock, no I/O. */
@NullMarked
package dev.haloy.verdict;

import org.jspecify.annotations.NullMarked;
