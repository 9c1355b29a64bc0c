package sh.fanout.spring.actuate;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static sh.fanout.spring.actuate.Standings.subscription;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import sh.fanout.subscription.SubscriptionStatus;
import sh.fanout.workflows.limit.MemoryRateLimiter;

class FanoutMetersTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void measuresWhatWaitsAndSinceWhen() {
        var seen = Standings.of(Standings.outage(), subscription("ship", SubscriptionStatus.ACTIVE));
        try (var watch = new Watch(() -> seen);
                var limiter = new MemoryRateLimiter()) {
            new FanoutMeters(watch, limiter).bindTo(meters);
            await().atMost(60, SECONDS)
                    .until(() -> meters.find("fanout.subscription.pollers").gauge() != null);

            assertThat(gauge("fanout.log.waiting")).isEqualTo(7);
            assertThat(gauge("fanout.log.waiting.age")).isEqualTo(90);
            assertThat(gauge("fanout.log.available")).isZero();
            assertThat(gauge("fanout.dead.letters")).isEqualTo(3);
            assertThat(gauge("fanout.keys.blocked")).isEqualTo(2);
            assertThat(gaugeOf("ship", "fanout.subscription.backlog")).isEqualTo(12);
            assertThat(gaugeOf("ship", "fanout.subscription.backlog.age")).isEqualTo(2.5);
            assertThat(gaugeOf("ship", "fanout.subscription.pollers")).isEqualTo(2);
        }
    }

    @Test
    void hasNoNumberForWhatNobodyKnows() {
        try (var watch = new Watch(Standings::refused);
                var limiter = new MemoryRateLimiter()) {
            new FanoutMeters(watch, limiter).bindTo(meters);

            assertThat(watch.recent()).isEqualTo(Standings.refused());
            assertThat(gauge("fanout.log.waiting")).isNaN();
            assertThat(gauge("fanout.log.available")).isNaN();
            assertThat(gauge("fanout.dead.letters")).isNaN();
            assertThat(gauge("fanout.keys.blocked")).isNaN();
            assertThat(meters.find("fanout.subscription.backlog").gauge()).isNull();
        }
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }

    private double gaugeOf(String subscription, String name) {
        return meters.get(name).tag("fanout.subscription", subscription).gauge().value();
    }
}
