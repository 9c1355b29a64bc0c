package sh.fanout.spring.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import sh.fanout.EventEnvelope;
import sh.fanout.RateLimit;
import sh.fanout.RateLimitPolicy;
import sh.fanout.Subscribe;
import sh.fanout.subscription.KeyRateLimit;
import sh.fanout.subscription.SubscriptionLimits;

class AnnotatedLimitsTest {

    @Test
    void takesPlaceholdersAndEveryDuration() {
        assertThat(limits("shop.window=500ms", "shop.key=customer.id"))
                .isEqualTo(limits(Duration.ofMillis(500), "customer.id"));
        assertThat(limits("shop.window=PT1M")).isEqualTo(limits(Duration.ofMinutes(1), "customer"));
        assertThat(limits("shop.window=2d")).isEqualTo(limits(Duration.ofDays(2), "customer"));
    }

    private static SubscriptionLimits limits(Duration window, String key) {
        return SubscriptionLimits.defaults()
                .rate(RateLimitPolicy.of(3, Duration.ofHours(1)))
                .perKey(new KeyRateLimit(key, RateLimitPolicy.of(2, window)));
    }

    private static SubscriptionLimits limits(String... properties) {
        var found = new SubscriptionLimits[1];
        new ApplicationContextRunner()
                .withBean(Limited.class)
                .withPropertyValues(properties)
                .run(context -> found[0] = new SubscribeMethods(
                                context.getSourceApplicationContext().getBeanFactory(),
                                new EventClasses(context),
                                List.of())
                        .find()
                        .get(0)
                        .limits());
        return found[0];
    }

    static class Limited {

        @Subscribe(
                value = "limited",
                events = "order.created",
                rateLimit = {
                    @RateLimit(limit = 3, window = "1h"),
                    @RateLimit(limit = 2, window = "${shop.window}", key = "${shop.key:customer}")
                })
        void on(EventEnvelope event) {}
    }
}
