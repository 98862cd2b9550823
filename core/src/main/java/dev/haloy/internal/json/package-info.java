/** Reading JSON answers without trusting them. Not API. */
@NullMarked
package dev.haloy.internal.json;

import org.jspecify.annotations.NullMarked;
