/**
 * Tests against servers that live in the test: a JUnit extension, the servers by address, and assertions for AssertJ.
 *
 * <p>Begin with {@link dev.haloy.testkit.WithHaloyServers} in a JUnit test, or {@link dev.haloy.testkit.HaloyServers}
 * anywhere else, and with {@link dev.haloy.testkit.HaloyAssertions}.
 */
@NullMarked
package dev.haloy.testkit;

import org.jspecify.annotations.NullMarked;
