/** Every fault on every route, over real sockets: what the engine says, held against what the server really runs. */
@NullMarked
package dev.haloy.matrix;

import org.jspecify.annotations.NullMarked;
