package dev.haloy.testkit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/** What {@link WithHaloyServers} does: servers before each test, and a look at what is left of them afterwards. */
final class HaloyServersExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(HaloyServersExtension.class);

    @Override
    public void beforeEach(ExtensionContext context) {
        WithHaloyServers wanted = nearest(context);
        store(context).put(HaloyServers.class, HaloyServers.seeded(wanted.seed(), wanted.value()));
    }

    private static WithHaloyServers nearest(ExtensionContext context) {
        Optional<ExtensionContext> place = Optional.of(context);
        while (place.isPresent()) {
            Optional<WithHaloyServers> found =
                    AnnotationSupport.findAnnotation(place.get().getElement(), WithHaloyServers.class);
            if (found.isPresent()) {
                return found.get();
            }
            place = place.get().getParent();
        }
        throw new IllegalStateException("There is no @WithHaloyServers around " + context.getDisplayName());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == HaloyServers.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        HaloyServers servers = store(context).get(HaloyServers.class, HaloyServers.class);
        if (servers == null) {
            throw new ParameterResolutionException("Every test has servers of its own: ask for HaloyServers in the test"
                    + " method, @BeforeEach or @AfterEach, not in a constructor or @BeforeAll");
        }
        return servers;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        HaloyServers servers = store(context).remove(HaloyServers.class, HaloyServers.class);
        if (servers == null) {
            return;
        }
        Throwable failure = context.getExecutionException().orElse(null);
        try {
            servers.close();
        } catch (AssertionError leak) {
            if (failure == null) {
                tell(servers, leak);
                throw leak;
            }
            failure.addSuppressed(leak);
        }
        tell(servers, failure);
    }

    private static void tell(HaloyServers servers, @Nullable Throwable failure) {
        if (failure != null && !(failure instanceof TestAbortedException)) {
            failure.addSuppressed(new WhatHappened(servers.history()));
        }
    }

    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }

    /** No failure of its own: text that every tool prints below the failure. */
    private static final class WhatHappened extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WhatHappened(String history) {
            super("what the servers were asked and said\n" + history, null, false, false);
        }
    }
}
