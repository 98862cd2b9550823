/** The daemon's behaviour: routes, deployments, log streams. Not meant for users. */
@NullMarked
package dev.haloy.embedded.daemon;

import org.jspecify.annotations.NullMarked;
