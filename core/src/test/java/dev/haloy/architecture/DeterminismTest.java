package dev.haloy.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Time, chance, environment and threads come from the World, so that a run can be repeated exactly. What reaches for them
 * itself is named here.
 */
class DeterminismTest {
    private static final Set<String> REAL_WORLD =
            Set.of("dev.haloy.world.SystemParts", "dev.haloy.world.SystemProcesses");

    /** Maps and sets without order are never walked through in these. */
    private static final Set<String> LOOK_UP_ONLY = Set.of(
            "dev.haloy.client.HelperTokens",
            "dev.haloy.client.Pacer",
            "dev.haloy.deploy.Activities",
            "dev.haloy.deploy.Ears",
            "dev.haloy.world.Lanes",
            "dev.haloy.internal.yaml.YamlComposer",
            "dev.haloy.config.Spot",
            "dev.haloy.resolve.KnownKeys",
            "dev.haloy.resolve.Origins",
            "dev.haloy.secret.Needles",
            "dev.haloy.internal.source.SourceText");

    @Test
    void nothing_reads_a_clock_of_its_own() {
        assertThat(calls(target -> is(target, "java.lang.System", "nanoTime", "currentTimeMillis")
                        || is(target, "java.time.InstantSource", "system")
                        || (is(target, "java.time.Clock") && target.getName().startsWith("system"))
                        || isNow(target)))
                .isEmpty();
    }

    private static boolean isNow(CodeUnitAccessTarget target) {
        return target.getOwner().getPackageName().startsWith("java.time")
                && target.getName().equals("now")
                && target.getRawParameterTypes().stream().noneMatch(type -> type.isAssignableTo("java.time.Clock"));
    }

    /** Without this nobody would notice if the rules stopped seeing anything. */
    @Test
    void the_real_world_is_found_where_it_is_allowed() {
        assertThat(all().filter(call -> is(call.getTarget(), "java.lang.System", "getenv")
                                || is(call.getTarget(), "java.time.InstantSource", "system")
                                || is(call.getTarget(), "java.util.concurrent.CompletableFuture", "orTimeout"))
                        .map(call -> Core.top(call.getOriginOwner()).getName())
                        .collect(Collectors.toSet()))
                .isEqualTo(REAL_WORLD);
    }

    @Test
    void nothing_throws_dice_of_its_own() {
        assertThat(calls(target -> is(target, "java.lang.Math", "random")
                        || is(target, "java.util.UUID", "randomUUID")
                        || is(target, "java.util.concurrent.ThreadLocalRandom")
                        || is(target, "java.util.random.RandomGenerator", "getDefault", "of")
                        || is(target, "java.util.Collections", "shuffle")
                        || (target.getName().equals("<init>")
                                && target.getOwner().isAssignableTo("java.util.random.RandomGenerator"))))
                .isEmpty();
    }

    @Test
    void nothing_reads_the_environment_of_the_process() {
        assertThat(calls(target -> is(target, "java.lang.System", "getenv"))).isEmpty();
    }

    @Test
    void nothing_sleeps_or_starts_threads() {
        assertThat(calls(target -> is(target, "java.lang.Thread", "sleep", "<init>", "start", "onSpinWait")
                        || is(target, "java.util.concurrent.TimeUnit", "sleep")
                        || is(target, "java.util.concurrent.locks.LockSupport")
                        || is(target, "java.util.Timer")
                        || is(target, "java.util.concurrent.Executors")))
                .isEmpty();
    }

    @Test
    void nothing_runs_on_the_common_pool() {
        assertThat(calls(target -> is(target, "java.util.concurrent.ForkJoinPool")
                        || target.getName().equals("parallelStream")
                        || (target.getName().equals("parallel")
                                && target.getOwner().isAssignableTo("java.util.stream.BaseStream"))
                        || is(target, "java.util.concurrent.CompletableFuture", "orTimeout", "completeOnTimeout")
                        || is(target, "java.util.concurrent.CompletableFuture", "delayedExecutor", "defaultExecutor")
                        || isAsyncWithoutExecutor(target)))
                .isEmpty();
    }

    private static boolean isAsyncWithoutExecutor(CodeUnitAccessTarget target) {
        return target.getOwner().isAssignableTo(CompletionStage.class)
                && target.getName().endsWith("Async")
                && target.getRawParameterTypes().stream().noneMatch(type -> type.isAssignableTo(Executor.class));
    }

    /** Whatever goes on after an exchange without naming an executor would do so on a thread of the HTTP client. */
    @Test
    void what_follows_an_exchange_runs_where_it_is_told_to() {
        Stream<JavaCodeUnit> senders = Core.CLASSES.stream()
                .flatMap(type -> type.getCodeUnits().stream())
                .filter(unit -> unit.getCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().isAssignableTo(HttpClient.class)
                                && call.getName().equals("sendAsync")));
        List<String> goingOn = List.of(
                "thenApply",
                "thenAccept",
                "thenRun",
                "thenCompose",
                "thenCombine",
                "whenComplete",
                "handle",
                "exceptionally");
        assertThat(senders.flatMap(unit -> unit.getCallsFromSelf().stream())
                        .filter(call -> call.getTargetOwner().isAssignableTo(CompletionStage.class))
                        .filter(call -> goingOn.contains(call.getName()))
                        .map(JavaCodeUnitAccess::getDescription))
                .isEmpty();
    }

    @Test
    void maps_and_sets_without_order_are_only_looked_up_in() {
        Set<String> unordered = Set.of(
                "java.util.HashMap",
                "java.util.HashSet",
                "java.util.IdentityHashMap",
                "java.util.WeakHashMap",
                "java.util.concurrent.ConcurrentHashMap");
        assertThat(all().filter(call -> unordered.contains(call.getTargetOwner().getName()))
                        .filter(call -> call.getName().equals("<init>"))
                        .map(call -> Core.top(call.getOriginOwner()).getName())
                        .collect(Collectors.toSet()))
                .isEqualTo(LOOK_UP_ONLY);
    }

    @Test
    void nothing_ends_the_process_or_hooks_into_its_end() {
        assertThat(all().filter(call -> is(call.getTarget(), "java.lang.System", "exit")
                                || is(call.getTarget(), "java.lang.Runtime", "exit", "halt", "addShutdownHook"))
                        .map(JavaCodeUnitAccess::getDescription))
                .isEmpty();
    }

    private static List<String> calls(Predicate<CodeUnitAccessTarget> forbidden) {
        return all().filter(call -> forbidden.test(call.getTarget()))
                .filter(call ->
                        !REAL_WORLD.contains(Core.top(call.getOriginOwner()).getName()))
                .map(JavaCodeUnitAccess::getDescription)
                .toList();
    }

    /** Calls and method references, which would be forgotten easily. */
    private static Stream<JavaCodeUnitAccess<?>> all() {
        return Core.CLASSES.stream().flatMap(type -> type.getCodeUnitAccessesFromSelf().stream());
    }

    private static boolean is(CodeUnitAccessTarget target, String owner, String... names) {
        JavaClass type = target.getOwner();
        return type.getName().equals(owner)
                && (names.length == 0 || List.of(names).contains(target.getName()));
    }
}
