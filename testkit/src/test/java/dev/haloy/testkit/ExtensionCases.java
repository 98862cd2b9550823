package dev.haloy.testkit;

import static dev.haloy.testkit.HaloyAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.embedded.EmbeddedHaloyd;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Test classes that another test runs and looks at; some of them fail on purpose. */
final class ExtensionCases {
    private ExtensionCases() {}

    @WithHaloyServers({"a.example.com", "b.example.com"})
    static class Fresh {
        static final Set<HaloyServers> SEEN = ConcurrentHashMap.newKeySet();
        private final List<HaloyServers> own = new ArrayList<>();

        @BeforeEach
        void before(HaloyServers servers) {
            own.add(servers);
        }

        @AfterEach
        void after(HaloyServers servers) {
            assertThat(own).containsOnly(servers);
        }

        @Test
        void one(HaloyServers servers) {
            use(servers);
        }

        @Test
        void two(HaloyServers servers) {
            use(servers);
        }

        private void use(HaloyServers servers) {
            own.add(servers);
            assertThat(servers.at("a.example.com")).hasNothingRunning("shop");
            servers.at("a.example.com").app("shop").running("v1");
            SEEN.add(servers);
        }
    }

    @WithHaloyServers("class.example.com")
    static class Places {
        @Test
        void of_the_class(HaloyServers servers) {
            assertThat(addresses(servers)).containsExactly("class.example.com");
        }

        @Test
        @WithHaloyServers("method.example.com")
        void of_the_method(HaloyServers servers) {
            assertThat(addresses(servers)).containsExactly("method.example.com");
        }

        @Nested
        class Inner {
            @Test
            void of_the_outer_class(HaloyServers servers) {
                assertThat(addresses(servers)).containsExactly("class.example.com");
            }
        }

        @Nested
        @WithHaloyServers("inner.example.com")
        class Own {
            @Test
            void of_the_inner_class(HaloyServers servers) {
                assertThat(addresses(servers)).containsExactly("inner.example.com");
            }
        }
    }

    static class OnlyMethod {
        @Test
        @WithHaloyServers("method.example.com")
        void of_the_method(HaloyServers servers) {
            assertThat(addresses(servers)).containsExactly("method.example.com");
        }

        @Test
        void needs_none() {}
    }

    private static List<String> addresses(HaloyServers servers) {
        return servers.all().stream().map(EmbeddedHaloyd::address).toList();
    }

    @WithHaloyServers({Shop.EU, Shop.US})
    static class Forgets {
        @Test
        void a_deployment(HaloyServers servers) {
            Shop.on(servers).target("eu").deployAsync();
        }
    }

    @WithHaloyServers(Shop.EU)
    static class Litters {
        static final CountDownLatch OVER = new CountDownLatch(1);
        static final List<Process> STARTED = new CopyOnWriteArrayList<>();

        @Test
        void a_program_and_a_thread() throws IOException {
            STARTED.add(WaitingProgram.start());
            Thread forgotten = new Thread(Litters::waitForTheEnd, "forgotten");
            forgotten.setDaemon(false);
            forgotten.start();
        }

        private static void waitForTheEnd() {
            try {
                OVER.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @WithHaloyServers({Shop.EU, Shop.US})
    static class Fails {
        @Test
        void after_a_deployment(HaloyServers servers) {
            Shop.on(servers).target("eu").deploy();
            assertThat(servers.at(Shop.EU)).hasRunning("shop", "v3");
        }
    }

    @WithHaloyServers({Shop.EU, Shop.US})
    static class FailsAndForgets {
        @Test
        void a_deployment(HaloyServers servers) {
            Shop.on(servers).target("eu").deployAsync();
            throw new IllegalStateException("the reason");
        }
    }

    @WithHaloyServers(Shop.EU)
    static class Aborts {
        @Test
        void early(HaloyServers servers) {
            Assumptions.assumeTrue(servers.all().isEmpty(), "there are servers");
        }
    }

    @WithHaloyServers(Shop.EU)
    static class Constructor {
        Constructor(HaloyServers servers) {
            servers.close();
        }

        @Test
        void never_runs() {}
    }

    @WithHaloyServers(
            value = {Shop.EU, Shop.US},
            seed = 7)
    static class Seeded {
        @Test
        void goes_as_with_this_seed_everywhere(HaloyServers servers) {
            Shop.on(servers).allTargets().deploy();
            try (HaloyServers others = HaloyServers.seeded(7, Shop.EU, Shop.US)) {
                Shop.on(others).allTargets().deploy();
                assertThat(servers.history()).isEqualTo(others.history());
            }
        }
    }
}
