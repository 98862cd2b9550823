/** Locks in a real PostgreSQL. */
@NullMarked
package dev.haloy.lock.jdbc;

import org.jspecify.annotations.NullMarked;
