/** What became of a deployment, drawn from everything that was seen of it. Pure. */
@NullMarked
package dev.haloy.verdict;

import org.jspecify.annotations.NullMarked;
