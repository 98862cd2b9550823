package dev.haloy.testkit;

import dev.haloy.App;
import dev.haloy.Haloy;
import dev.haloy.Project;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** An app for two servers, {@code eu.example.com} with a domain and {@code us.example.com} without. */
final class Shop {
    static final String EU = "eu.example.com";
    static final String US = "us.example.com";

    private Shop() {}

    static App app() {
        return Haloy.app("shop")
                .image("shop:v2")
                .target("eu", t -> t.server(EU).domain("shop.example.com"))
                .target("us", t -> t.server(US));
    }

    static HaloyServers servers() {
        return HaloyServers.of(EU, US);
    }

    static Project on(HaloyServers servers) {
        return servers.bind(app().project());
    }

    /** The message of an assertion that does not hold, with {@code <id>} for every deployment id. */
    static String messageOf(ThrowingCallable assertion) {
        Throwable failure = Assertions.catchThrowable(assertion);
        Assertions.assertThat(failure).isInstanceOf(AssertionError.class);
        return String.valueOf(failure.getMessage()).replaceAll("\\b0[0-9a-hjkmnp-tv-z]{25}\\b", "<id>");
    }
}
