/** One runnable class per task. Each works on the {@code haloy.yaml} of the folder it is started in. */
@NullMarked
package dev.haloy.examples;

import org.jspecify.annotations.NullMarked;
