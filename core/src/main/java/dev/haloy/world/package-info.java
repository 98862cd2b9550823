/** Everything outside the program as one value: HTTP, time, randomness, processes, environment, storage. */
@NullMarked
package dev.haloy.world;

import org.jspecify.annotations.NullMarked;
