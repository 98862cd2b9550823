/** A run: plan, policy, facts, the state folded from them, the runner, events and the result. */
@NullMarked
package dev.haloy.deploy;

import org.jspecify.annotations.NullMarked;
