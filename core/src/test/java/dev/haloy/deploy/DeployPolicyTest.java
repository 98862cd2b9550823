package dev.haloy.deploy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeployPolicyTest {
    private static UnaryOperator<DeployPolicy.Builder> with(UnaryOperator<DeployPolicy.Builder> change) {
        return change;
    }

    static Stream<UnaryOperator<DeployPolicy.Builder>> senseless() {
        return Stream.of(
                with(policy -> policy.deadline(Duration.ZERO)),
                with(policy -> policy.runDeadline(Duration.ofSeconds(-1))),
                with(policy -> policy.failureBudget(-1)),
                with(policy -> policy.waveFailureBudget(-1)),
                with(policy -> policy.maxRetries(-1)),
                with(policy -> policy.retryBudget(-1)),
                with(policy -> policy.maxParallelServers(0)));
    }

    @ParameterizedTest
    @MethodSource("senseless")
    void limits_that_make_no_sense_are_refused(UnaryOperator<DeployPolicy.Builder> change) {
        DeployPolicy.Builder builder = change.apply(DeployPolicy.builder());

        assertThatThrownBy(builder::build).isInstanceOf(IllegalArgumentException.class);
    }
}
