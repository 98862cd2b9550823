/** What can be asked of an embedded haloyd: how the next deployment behaves, which quirks it has, what became of one. */
@NullMarked
package dev.haloy.embedded.script;

import org.jspecify.annotations.NullMarked;
