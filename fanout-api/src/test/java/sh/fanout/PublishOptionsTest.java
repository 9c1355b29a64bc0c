package sh.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PublishOptionsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration YEAR = Duration.ofDays(366);

    @Test
    void countFromThePublish() {
        var options = PublishOptions.delay(HOUR).withExpiresAfter(HOUR.plusNanos(1));

        assertThat(options.due(NOW)).isEqualTo(NOW.plus(HOUR));
        assertThat(options.expires(NOW)).isEqualTo(NOW.plus(HOUR).plusNanos(1));
        assertThat(PublishOptions.none().due(NOW)).isNull();
        assertThat(PublishOptions.none().expires(NOW)).isNull();
    }

    @Test
    void takeTimesUpToAYearAheadAndAnyThatIsPast() {
        assertThat(PublishOptions.delay(YEAR).due(NOW)).isEqualTo(NOW.plus(YEAR));
        assertThat(PublishOptions.deliverAt(NOW.plus(YEAR)).due(NOW)).isEqualTo(NOW.plus(YEAR));
        assertThat(PublishOptions.deliverAt(Instant.MIN).due(NOW)).isNull();
        assertRefused(() -> PublishOptions.delay(YEAR.plusNanos(1)), "'delay'", "366 days");
        assertRefused(
                () -> PublishOptions.deliverAt(NOW.plus(YEAR).plusNanos(1)).due(NOW), "2027-11-25", "366 days");
        assertRefused(() -> PublishOptions.deliverAt(Instant.MAX).due(NOW), "+1000000000-12-31", "366 days");
    }

    @Test
    void refuseWhatIsNoTimeAtAll() {
        assertRefused(() -> PublishOptions.delay(Duration.ZERO), "'delay' cannot be PT0S", "at once");
        assertRefused(() -> PublishOptions.delay(HOUR.negated()), "PT-1H", "at once");
        assertRefused(() -> PublishOptions.expiresAfter(Duration.ZERO), "'expiresAfter' cannot be PT0S", "seven days");
        assertRefused(
                () -> PublishOptions.expiresAfter(Duration.ofSeconds(Long.MAX_VALUE)), "expiresAfter", "732 days");
    }

    @Test
    void refuseTimesThatContradictEachOther() {
        assertRefused(() -> PublishOptions.delay(HOUR).withDeliverAt(NOW), "PT1H", NOW.toString(), "one of them");
        assertRefused(() -> PublishOptions.delay(HOUR).withExpiresAfter(HOUR), "PT1H", "later");
        assertRefused(
                () -> PublishOptions.deliverAt(NOW.plus(HOUR))
                        .withExpiresAfter(HOUR)
                        .expires(NOW),
                "2026-11-24T10:30:00Z",
                "later");
    }

    @Test
    void refuseKeysThatAreNone() {
        assertRefused(() -> PublishOptions.idempotencyKey(" "), "idempotency key", "200");
        assertRefused(() -> PublishOptions.idempotencyKey("x".repeat(201)), "201 characters", "200");
        assertRefused(() -> PublishOptions.idempotencyKey("a\ud83d"), "'a�'", "surrogate");
        assertRefused(() -> PublishOptions.orderingKey("\ude00a"), "ordering key", "surrogate");
        assertRefused(() -> PublishOptions.tags("\ud83d"), "tag", "surrogate");
        assertThat(PublishOptions.idempotencyKey("😀").idempotencyKey()).isEqualTo("😀");
    }

    private static void assertRefused(ThrowingCallable making, String... parts) {
        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(making)
                .withMessageContainingAll(parts)
                .withMessageContaining("FANOUT-107");
    }
}
