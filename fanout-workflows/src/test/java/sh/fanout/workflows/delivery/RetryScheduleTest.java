package sh.fanout.workflows.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import sh.fanout.subscription.RejectedEventException;
import sh.fanout.subscription.RetryLaterException;
import sh.fanout.subscription.RetryPolicy;
import sh.fanout.workflows.delivery.RetrySchedule.Next;

class RetryScheduleTest {

    private static final RetryPolicy POLICY =
            RetryPolicy.defaults().attempts(5).backoff(Duration.ofSeconds(1), 3, Duration.ofSeconds(10));
    private static final RandomGenerator NO_JITTER = () -> 0;
    private final Exception failure = new IllegalStateException("broken");

    @Test
    void waitsLongerEachTimeUpToTheLimit() {
        var schedule = new RetrySchedule(POLICY, NO_JITTER);

        assertThat(schedule.after(1, failure)).isEqualTo(retry(1_000));
        assertThat(schedule.after(2, failure)).isEqualTo(retry(3_000));
        assertThat(schedule.after(3, failure)).isEqualTo(retry(9_000));
        assertThat(schedule.after(4, failure)).isEqualTo(retry(10_000));
        assertThat(schedule.after(5, failure)).isEqualTo(new Next.GiveUp());
    }

    @Test
    void takesUpToAFifthOffTheWait() {
        var schedule = new RetrySchedule(POLICY, RandomGenerator.getDefault());

        for (int i = 0; i < 1_000; i++) {
            var next = (Next.Retry) schedule.after(1, failure);
            assertThat(next.delay()).isBetween(Duration.ofMillis(800), Duration.ofMillis(1_000));
        }
    }

    @Test
    void givesUpAtOnceOnARejectedEvent() {
        assertThat(new RetrySchedule(POLICY, NO_JITTER).after(1, new RejectedEventException("no")))
                .isEqualTo(new Next.GiveUp());
    }

    @Test
    void givesUpOnTheNamedExceptionsAndTheirSubclassesAlone() {
        var schedule = new RetrySchedule(POLICY.giveUpOn(IOException.class), NO_JITTER);

        assertThat(schedule.after(1, new NoSuchFileException("x"))).isEqualTo(new Next.GiveUp());
        assertThat(schedule.after(1, new UncheckedIOException(new IOException())))
                .isEqualTo(retry(1_000));
    }

    @Test
    void putsOffAsLongAsTheHandlerAsksWhateverHasBeenSpent() {
        assertThat(new RetrySchedule(RetryPolicy.never(), NO_JITTER)
                        .after(1, new RetryLaterException(Duration.ofHours(1))))
                .isEqualTo(new Next.Retry(Duration.ofHours(1)));
    }

    private static Next retry(long millis) {
        return new Next.Retry(Duration.ofMillis(millis));
    }
}
