package dev.haloy.testkit;

import dev.haloy.Haloy;
import dev.haloy.embedded.EmbeddedHaloyd;
import dev.haloy.embedded.fault.FaultRule;
import java.util.ArrayList;
import java.util.List;
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
        HaloyServers servers = HaloyServers.seeded(wanted.seed(), wanted.value());
        store(context).put(HaloyServers.class, servers);
        if (isAlone(context)) {
            store(context).put(Leftovers.class, Leftovers.before());
        }
        AnnotationSupport.findRepeatableAnnotations(context.getElement(), WithFault.class)
                .forEach(fault -> add(fault, servers));
    }

    private static void add(WithFault fault, HaloyServers servers) {
        long last = (long) fault.first() + fault.times() - 1;
        FaultRule rule = new FaultRule(
                fault.endpoint(),
                fault.first(),
                (int) Math.min(Integer.MAX_VALUE, last),
                fault.kind().fault());
        List<EmbeddedHaloyd> struck = fault.server().isEmpty() ? servers.all() : List.of(servers.at(fault.server()));
        struck.forEach(server -> server.fault(rule));
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
        Class<?> type = parameter.getParameter().getType();
        return type == HaloyServers.class || type == EmbeddedHaloyd.class || type == Rehearsal.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        HaloyServers servers = store(context).get(HaloyServers.class, HaloyServers.class);
        if (servers == null) {
            throw new ParameterResolutionException("Every test has servers of its own: ask for HaloyServers in the test"
                    + " method, @BeforeEach or @AfterEach, not in a constructor or @BeforeAll");
        }
        Class<?> type = parameter.getParameter().getType();
        if (type == EmbeddedHaloyd.class) {
            return one(parameter, servers);
        }
        return type == Rehearsal.class ? rehearsal(parameter, context) : servers;
    }

    private static EmbeddedHaloyd one(ParameterContext parameter, HaloyServers servers) {
        Optional<At> at = parameter.findAnnotation(At.class);
        if (at.isEmpty() && servers.all().size() != 1) {
            throw new ParameterResolutionException("Say by @At(\"..\") which of " + servers + " is meant");
        }
        return at.map(where -> servers.at(where.value()))
                .orElseGet(() -> servers.all().get(0));
    }

    private static Rehearsal rehearsal(ParameterContext parameter, ExtensionContext context) {
        String config =
                parameter.findAnnotation(OfConfig.class).map(OfConfig::value).orElse("haloy.yaml");
        return Rehearsal.of(Haloy.load(config)).seed(nearest(context).seed());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        HaloyServers servers = store(context).remove(HaloyServers.class, HaloyServers.class);
        if (servers == null) {
            return;
        }
        Throwable failure = context.getExecutionException().orElse(null);
        List<AssertionError> leaks = leaks(servers, context);
        if (failure == null && !leaks.isEmpty()) {
            AssertionError first = leaks.get(0);
            leaks.stream().skip(1).forEach(first::addSuppressed);
            tell(servers, first);
            throw first;
        }
        if (failure != null) {
            leaks.forEach(failure::addSuppressed);
        }
        tell(servers, failure);
    }

    private static List<AssertionError> leaks(HaloyServers servers, ExtensionContext context) {
        List<AssertionError> leaks = new ArrayList<>();
        try {
            servers.close();
        } catch (AssertionError open) {
            leaks.add(open);
        }
        Leftovers leftovers = store(context).remove(Leftovers.class, Leftovers.class);
        List<String> left = leftovers == null ? List.of() : leftovers.since();
        if (!left.isEmpty()) {
            leaks.add(new AssertionError(
                    "\nExpecting the test to end what it started but it left behind:\n  " + String.join("\n  ", left)));
        }
        return leaks;
    }

    /** While tests run in parallel nobody can say which of them started a program or a thread. */
    private static boolean isAlone(ExtensionContext context) {
        return !context.getConfigurationParameter("junit.jupiter.execution.parallel.enabled")
                .map(Boolean::parseBoolean)
                .orElse(false);
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
