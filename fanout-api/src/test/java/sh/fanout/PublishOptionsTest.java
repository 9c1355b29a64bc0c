package sh.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PublishOptionsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration YEAR = Duration.ofDays(366);

    @Test
    void countFromThePublish() {
        var options = PublishOptions.defaults().delay(HOUR).expiresAfter(HOUR.plusNanos(1));

        assertThat(options.due(NOW)).isEqualTo(NOW.plus(HOUR));
        assertThat(options.expires(NOW)).isEqualTo(NOW.plus(HOUR).plusNanos(1));
        assertThat(PublishOptions.defaults().due(NOW)).isNull();
        assertThat(PublishOptions.defaults().expires(NOW)).isNull();
    }

    @Test
    void keepWhatWasSaidBefore() {
        var options = PublishOptions.defaults()
                .tags("vip")
                .metadata("tenant", "acme")
                .orderingKey("cust-1")
                .idempotencyKey("order-1")
                .delay(HOUR)
                .expiresAfter(YEAR)
                .metadata("desk", "4")
                .tags("vip", "web");

        assertThat(options)
                .isEqualTo(new PublishOptions(
                        List.of("vip", "web"),
                        Map.of("tenant", "acme", "desk", "4"),
                        "cust-1",
                        "order-1",
                        HOUR,
                        null,
                        YEAR));
        assertThat(List.of(
                        options.tags("vip"),
                        options.metadata("tenant", "acme"),
                        options.orderingKey("cust-1"),
                        options.idempotencyKey("order-1"),
                        options.delay(HOUR),
                        options.expiresAfter(YEAR)))
                .containsOnly(options);
        assertThat(PublishOptions.defaults().deliverAt(NOW).tags("vip"))
                .isEqualTo(PublishOptions.defaults().tags("vip").deliverAt(NOW));
    }

    @Test
    void takeTimesUpToAYearAheadAndAnyThatIsPast() {
        assertThat(PublishOptions.defaults().delay(YEAR).due(NOW)).isEqualTo(NOW.plus(YEAR));
        assertThat(PublishOptions.defaults().deliverAt(NOW.plus(YEAR)).due(NOW)).isEqualTo(NOW.plus(YEAR));
        assertThat(PublishOptions.defaults().deliverAt(Instant.MIN).due(NOW)).isNull();
        assertRefused(() -> PublishOptions.defaults().delay(YEAR.plusNanos(1)), "'delay'", "366 days");
        assertRefused(
                () -> PublishOptions.defaults()
                        .deliverAt(NOW.plus(YEAR).plusNanos(1))
                        .due(NOW),
                "2027-11-25",
                "366 days");
        assertRefused(() -> PublishOptions.defaults().deliverAt(Instant.MAX).due(NOW), "+1000000000-12-31", "366 days");
    }

    @Test
    void refuseWhatIsNoTimeAtAll() {
        assertRefused(() -> PublishOptions.defaults().delay(Duration.ZERO), "'delay' cannot be PT0S", "at once");
        assertRefused(() -> PublishOptions.defaults().delay(HOUR.negated()), "PT-1H", "at once");
        assertRefused(
                () -> PublishOptions.defaults().expiresAfter(Duration.ZERO),
                "'expiresAfter' cannot be PT0S",
                "seven days");
        assertRefused(
                () -> PublishOptions.defaults().expiresAfter(Duration.ofSeconds(Long.MAX_VALUE)),
                "expiresAfter",
                "732 days");
    }

    @Test
    void refuseTimesThatContradictEachOther() {
        assertRefused(
                () -> PublishOptions.defaults().delay(HOUR).deliverAt(NOW), "PT1H", NOW.toString(), "one of them");
        assertRefused(() -> PublishOptions.defaults().delay(HOUR).expiresAfter(HOUR), "PT1H", "later");
        assertRefused(
                () -> PublishOptions.defaults()
                        .deliverAt(NOW.plus(HOUR))
                        .expiresAfter(HOUR)
                        .expires(NOW),
                "2026-11-24T10:30:00Z",
                "later");
    }

    @Test
    void refuseKeysThatAreNone() {
        assertRefused(() -> PublishOptions.defaults().idempotencyKey(" "), "idempotency key", "200");
        assertRefused(() -> PublishOptions.defaults().idempotencyKey("x".repeat(201)), "201 characters", "200");
        assertRefused(() -> PublishOptions.defaults().idempotencyKey("a\ud83d"), "'a�'", "surrogate");
        assertRefused(() -> PublishOptions.defaults().orderingKey("\ude00a"), "ordering key", "surrogate");
        assertRefused(() -> PublishOptions.defaults().tags("\ud83d"), "tag", "surrogate");
        assertThat(PublishOptions.defaults().idempotencyKey("😀").idempotencyKey())
                .isEqualTo("😀");
    }

    /** An order without a customer would else be published in no order, and nobody would notice. */
    @Test
    @SuppressWarnings("NullAway")
    void refuseKeysThatAreNull() {
        assertRefused(() -> PublishOptions.defaults().orderingKey(null), "ordering key is null");
        assertRefused(() -> PublishOptions.defaults().idempotencyKey(null), "idempotency key is null");
    }

    private static void assertRefused(ThrowingCallable making, String... parts) {
        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(making)
                .withMessageContainingAll(parts)
                .withMessageContaining("FANOUT-107");
    }
}
