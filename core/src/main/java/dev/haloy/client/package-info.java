/** One server: its address and token, its endpoints, what it understands, and what can go wrong on the way. */
@NullMarked
package dev.haloy.client;

import org.jspecify.annotations.NullMarked;
