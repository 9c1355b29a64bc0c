package sh.fanout.spring.mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

class ClusterServerTest {

    private final int port = RealTemporal.freePort();
    private final String target = "127.0.0.1:" + port;

    @Test
    void usesTheConnectionOfTheApplicationAndLeavesItOpen() {
        try (var users = TemporalServer.embedded("default")) {
            var server = TemporalServer.cluster(users.stubs(), "orders");
            server.close();

            assertThat(server.stubs()).isSameAs(users.stubs());
            assertThat(users.stubs().isShutdown()).isFalse();
        }
    }

    @Test
    void opensAConnectionOfItsOwnAndClosesIt(@TempDir Path folder) {
        try (var real = TemporalServer.dev(RealTemporal.cli(), port, folder, "orders")) {
            var server = TemporalServer.cluster(target, real.namespace());
            server.close();

            assertThat(server.describe()).isEqualTo("cluster at %s, namespace orders", target);
            assertThat(server.stubs().isShutdown()).isTrue();
        }
    }

    @Test
    void refusesANamespaceThatIsNotThere(@TempDir Path folder) {
        try (var real = TemporalServer.dev(RealTemporal.cli(), port, folder, "default")) {
            assertThatExceptionOfType(FanoutException.class)
                    .isThrownBy(() -> TemporalServer.cluster(real.stubs(), "orders"))
                    .withMessageContainingAll(target, "namespace 'orders'", "no such namespace", "namespace create");
        }
    }

    @Test
    void saysWhereNobodyAnswersAndTheWayOut() {
        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(() -> ClusterServer.connect(target, "orders", Duration.ofMillis(300)))
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.TEMPORAL_UNREACHABLE);
                    assertThat(refusal.problem()).contains(target, "namespace 'orders'", "did not answer");
                    assertThat(refusal.hint()).contains("temporal server start-dev", "fanout.mode=embedded");
                });
    }
}
