/** Faults of the network and of the proxy, put between a front and the model. */
@NullMarked
package dev.haloy.embedded.fault;

import org.jspecify.annotations.NullMarked;
