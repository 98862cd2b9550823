package dev.haloy.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haloy.deploy.DeployResult;
import dev.haloy.embedded.fault.Fault;
import dev.haloy.embedded.fault.FaultRule;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that say nothing for longer than anybody wants to wait for, in virtual time. */
class LongSilencesTest {
    /** What is silent, and when. */
    record Silence(Spot spot, Fault fault, boolean always) {}

    static Stream<Silence> silences() {
        return Stream.of(Spot.ASSEMBLE, Spot.ARCHIVE)
                .flatMap(spot -> Stream.of(Fault.silence(), Fault.silenceAfterExecution())
                        .flatMap(fault -> Stream.of(new Silence(spot, fault, false), new Silence(spot, fault, true))));
    }

    @ParameterizedTest
    @MethodSource("silences")
    void loading_an_image_is_waited_for_but_not_for_ever(Silence silence) {
        Spot spot = silence.spot();
        try (Bench bench = Bench.inVirtualTime(spot)) {
            bench.server.fault(
                    silence.always()
                            ? FaultRule.every(spot.endpoint, silence.fault())
                            : FaultRule.next(spot.endpoint, silence.fault()));

            DeployResult result = bench.run();

            Finding finding = Finding.of(result, bench.server);
            finding.check(silence.toString());
            assertThat(finding.said()).isEqualTo(silence.always() ? "image not sent" : "deployed");
        }
    }
}
