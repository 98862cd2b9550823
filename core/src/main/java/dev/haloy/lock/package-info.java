/** Locks with leases: who may change an app on a server, across processes and machines. */
@NullMarked
package dev.haloy.lock;

import org.jspecify.annotations.NullMarked;
