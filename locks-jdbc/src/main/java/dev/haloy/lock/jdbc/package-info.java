/** Locks in a database that several machines share. */
@NullMarked
package dev.haloy.lock.jdbc;

import org.jspecify.annotations.NullMarked;
