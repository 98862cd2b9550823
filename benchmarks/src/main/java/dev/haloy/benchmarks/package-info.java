/** What loading, resolving and deploying cost, measured. See the module's README for how to run each. */
@NullMarked
package dev.haloy.benchmarks;

import org.jspecify.annotations.NullMarked;
