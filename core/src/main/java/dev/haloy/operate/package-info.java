/** What can be asked of running apps: typed answers. */
@NullMarked
package dev.haloy.operate;

import org.jspecify.annotations.NullMarked;
