package sh.fanout.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import sh.fanout.Event;
import sh.fanout.EventEnvelope;
import sh.fanout.RateLimit;
import sh.fanout.RateLimitAlgorithm;
import sh.fanout.Subscribe;

/** Each mistake in a filter, a pattern, a group or a limit that stops a start, and what a person then reads. */
class SelectionFailureTest {

    @Event("order.created")
    record Order(String orderId, int amount) {}

    @Test
    void showsThePlaceOfAMistakeInAFilter() {
        assertAnalysis(UnknownOperator.class, "FANOUT-012", "Subscription 'large'", "line 1, column 13", "^", "'$gte'");
        assertAnalysis(UnknownField.class, "FANOUT-012", "Subscription 'large'", "amuont", "'amount'");
    }

    @Test
    void refusesAPayloadClassForAPattern() {
        assertAnalysis(
                PayloadOfMany.class,
                "FANOUT-003",
                "'order.*' stands for many types",
                "DeliveryContext.payload(Order.class)");
        assertAnalysis(BadPattern.class, "FANOUT-003", "'order.**.x'", "'order.**' for the rest");
    }

    @Test
    void refusesAParameterThatCanReadNoPayloadOfTheType() {
        assertAnalysis(
                ObjectAsText.class,
                "FANOUT-003",
                "Subscription 'audit' (",
                "ObjectAsText.on(String)",
                "'order.created' is an object",
                "cannot be read as java.lang.String",
                "JsonNode",
                "EventEnvelope");
        assertAnalysis(ObjectAsNumber.class, "FANOUT-003", "ObjectAsNumber.on(int)", "cannot be read as int");
        assertAnalysis(ObjectAsList.class, "FANOUT-003", "ObjectAsList.on(List)", "cannot be read as java.util.List");
    }

    @Test
    void refusesAGroupThatWantsDifferentEvents() {
        assertAnalysis(
                DividedGroup.class,
                "FANOUT-005",
                "Consumer group 'workers'",
                "'order.*'",
                "'order.created'",
                "all members");
    }

    @Test
    void refusesLimitsThatMeanNothing() {
        assertAnalysis(NoLimit.class, "FANOUT-013", "limit = 0", "between 1 and");
        assertAnalysis(
                BadWindow.class, "FANOUT-003", "BadWindow.on(Order): window = \"1x\" is no duration", "30s, 5m or 1h");
        assertAnalysis(WindowWithoutUnit.class, "FANOUT-003", "window = \"60\" is no duration", "30s, 5m or 1h");
        assertAnalysis(
                NoWindow.class, "FANOUT-003", "window = \"${shop.window}\" has a placeholder", "${name:default}");
        assertAnalysis(
                BadKey.class, "FANOUT-013", "BadKey.on(Order): 'customer id' is not a field", "such as customerId");
        assertAnalysis(TwoLimits.class, "FANOUT-003", "more than one rateLimit", "Keep one");
        assertAnalysis(BucketOfASubscription.class, "FANOUT-013", "TOKEN_BUCKET", "the queue decides");
        assertAnalysis(NoConcurrency.class, "FANOUT-013", "concurrency = 0", "between 1 and");
        assertAnalysis(LimitWithKey.class, "FANOUT-013", "'keyed' has a limit with a key", "belong to subscriptions");
    }

    private static void assertAnalysis(Class<?> application, String... words) {
        var analysis = Starts.analysis(application);

        assertThat(analysis.getDescription() + System.lineSeparator() + analysis.getAction())
                .contains(words);
    }

    @OnlyFanout
    static class UnknownOperator {
        @Subscribe(value = "large", filter = "{\"amount\":[{\"$gtee\":1000}]}")
        void on(Order order) {}
    }

    @OnlyFanout
    static class UnknownField {
        @Subscribe(value = "large", filter = "{\"amuont\":[{\"$gte\":1000}]}")
        void on(Order order) {}
    }

    @OnlyFanout
    static class PayloadOfMany {
        @Subscribe(value = "all", events = "order.*")
        void on(Order order) {}
    }

    @OnlyFanout
    static class BadPattern {
        @Subscribe(value = "all", events = "order.**.x")
        void on(EventEnvelope event) {}
    }

    @OnlyFanout
    static class ObjectAsText {
        @Subscribe(value = "audit", events = "order.created")
        void on(String payload) {}

        @Subscribe("ship")
        void ship(Order order) {}
    }

    @OnlyFanout
    static class ObjectAsNumber {
        @Subscribe(value = "audit", events = "order.created")
        void on(int payload) {}

        @Subscribe("ship")
        void ship(Order order) {}
    }

    @OnlyFanout
    static class ObjectAsList {
        @Subscribe(value = "audit", events = "order.created")
        void on(List<Order> payload) {}

        @Subscribe("ship")
        void ship(Order order) {}
    }

    @OnlyFanout
    static class DividedGroup {
        @Subscribe(value = "a", consumerGroup = "workers")
        void a(Order order) {}

        @Subscribe(value = "b", events = "order.*", consumerGroup = "workers")
        void b(EventEnvelope event) {}
    }

    @OnlyFanout
    static class NoLimit {
        @Subscribe(value = "a", rateLimit = @RateLimit(limit = 0, window = "1s"))
        void on(Order order) {}
    }

    @OnlyFanout
    static class BadWindow {
        @Subscribe(value = "a", rateLimit = @RateLimit(limit = 1, window = "1x"))
        void on(Order order) {}
    }

    @OnlyFanout
    static class WindowWithoutUnit {
        @Subscribe(value = "a", rateLimit = @RateLimit(limit = 1, window = "${shop.window:60}"))
        void on(Order order) {}
    }

    @OnlyFanout
    static class NoWindow {
        @Subscribe(value = "a", rateLimit = @RateLimit(limit = 1, window = "${shop.window}"))
        void on(Order order) {}
    }

    @OnlyFanout
    static class BadKey {
        @Subscribe(value = "a", rateLimit = @RateLimit(limit = 1, window = "1s", key = "${shop.key:customer id}"))
        void on(Order order) {}
    }

    @OnlyFanout
    static class TwoLimits {
        @Subscribe(
                value = "a",
                rateLimit = {@RateLimit(limit = 1, window = "1s"), @RateLimit(limit = 9, window = "1m")})
        void on(Order order) {}
    }

    @OnlyFanout
    static class BucketOfASubscription {
        @Subscribe(
                value = "a",
                rateLimit = @RateLimit(limit = 1, window = "1s", algorithm = RateLimitAlgorithm.TOKEN_BUCKET))
        void on(Order order) {}
    }

    @OnlyFanout
    static class NoConcurrency {
        @Subscribe(value = "a", concurrency = 0)
        void on(Order order) {}
    }

    @Event(value = "keyed", rateLimit = @RateLimit(limit = 1, window = "1s", key = "id"))
    record Keyed(String id) {}

    @OnlyFanout
    static class LimitWithKey {
        @Subscribe("a")
        void on(Keyed keyed) {}
    }
}
