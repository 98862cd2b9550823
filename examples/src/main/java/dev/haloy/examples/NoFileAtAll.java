package dev.haloy.examples;

import dev.haloy.Haloy;
import dev.haloy.Project;

/** Describes in Java what a file would say. */
public final class NoFileAtAll {
    private NoFileAtAll() {}

    /** Deploys what is described here. */
    public static void main(String... args) {
        describe().allTargets().deploy();
    }

    static Project describe() {
        // tag::describe[]
        Project project = Haloy.app("my-app")
                .image("ghcr.io/my-org/my-app:v1.2.3")
                .env("LOG_LEVEL", "info")
                .target(
                        "production",
                        t -> t.server("prod.haloy.com").replicas(3).domain("my-app.com", "www.my-app.com"))
                .target("staging", t -> t.server("staging.haloy.com").image(i -> i.tag("main")))
                .project();
        // end::describe[]
        return project;
    }
}
