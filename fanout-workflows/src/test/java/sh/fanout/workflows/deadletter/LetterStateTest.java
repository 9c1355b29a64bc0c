package sh.fanout.workflows.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sh.fanout.OnFailure;
import sh.fanout.deadletter.DeadLetter;
import sh.fanout.deadletter.DeadLetterAction;
import sh.fanout.deadletter.DeadLetterStatus;
import sh.fanout.log.Attempt;
import sh.fanout.log.Attempt.Outcome;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.workflows.delivery.AttemptLog;
import sh.fanout.workflows.delivery.Cause;
import sh.fanout.workflows.delivery.Verdict;
import sh.fanout.workflows.selection.Recipient;

/** What becomes of a dead letter. */
class LetterStateTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Recipient MAIL = new Recipient(
            "mail", "fanout/subscription/mail", "mail", OnFailure.DEAD_LETTER, Duration.ofMinutes(5), null, null);

    @Test
    void ignoresWhatItIsMadeOfAndTakesInWhatComesLater() {
        var parked = parked();

        assertThat(parked.gaveUp(gaveUp("e-1/mail", 0), NOON)).isEqualTo(parked);
        var again = parked.gaveUp(gaveUp("e-1/mail/replay-1", 0), NOON.plusSeconds(9));
        assertThat(again.delivery().id()).isEqualTo("e-1/mail");
        assertThat(again.delivery().round()).isEqualTo(1);
        assertThat(again.delivery().attempts()).hasSize(4);
        assertThat(again.revision()).isGreaterThan(parked.revision());
        assertThat(again.changed()).isEqualTo(NOON.plusSeconds(9));
    }

    @Test
    void goesFromRoundToRoundAndKeepsTheLastAttempts() {
        var state = parked();
        for (var round = 1; round <= 30; round++) {
            var retrying = state.acted(retry(), NOON);
            assertThat(retrying.status()).isEqualTo(DeadLetterStatus.RETRYING);
            assertThat(retrying.delivery().status()).isEqualTo(DeliveryStatus.PENDING);
            assertThat(retrying.delivery().round()).isEqualTo(round);
            assertThat(retrying.earlier().spent()).isZero();
            state = retrying.retried(Verdict.ended("no", retrying.earlier(), NOON));
            assertThat(state.revision()).isGreaterThan(retrying.revision());
        }
        assertThat(state.status()).isEqualTo(DeadLetterStatus.PARKED);
        assertThat(state.cause().error()).isEqualTo("no");
        assertThat(state.actions()).hasSize(DeadLetter.MAX_ACTIONS);
        assertThat(state.delivery().attempts()).hasSize(2);
    }

    @Test
    void keepsTheLastOfManyActions() {
        var state = parked();
        for (var n = 0; n < DeadLetter.MAX_ACTIONS + 10; n++) {
            state = state.acted(retry(), NOON.plusSeconds(n)).retried(Verdict.ended("no", AttemptLog.NONE, NOON));
        }
        assertThat(state.actions()).hasSize(DeadLetter.MAX_ACTIONS);
        assertThat(state.actions().get(DeadLetter.MAX_ACTIONS - 1).when())
                .isEqualTo(NOON.plusSeconds(DeadLetter.MAX_ACTIONS + 9));
    }

    @Test
    void saysWhoWasFirst() {
        var discarded = parked().acted(LetterAct.discard("alice", "a test"), NOON);

        assertThat(discarded.status()).isEqualTo(DeadLetterStatus.DISCARDED);
        assertThat(discarded.delivery().status()).isEqualTo(DeliveryStatus.FAILED);
        assertThat(discarded.answer(false).last())
                .extracting(DeadLetterAction::who, DeadLetterAction::why)
                .containsExactly("alice", "a test");
        assertThat(parked().answer(false).last()).isNull();
    }

    @Test
    void countsOnFromOneLetterToTheNextOfTheSameDelivery() {
        var first = parked();
        var later = LetterState.parked(
                new GaveUp(MAIL, delivery("e-1/mail", 0, NOON.plusSeconds(1)), cause()), NOON, Duration.ofDays(1));

        assertThat(List.of(first, later))
                .extracting(LetterState::revision, LetterState::expires)
                .containsExactly(
                        tuple(NOON.toEpochMilli() * 1_000, NOON.plus(Duration.ofDays(1))),
                        tuple(
                                NOON.toEpochMilli() * 1_000 + 1_000_000,
                                NOON.plusSeconds(1).plus(Duration.ofDays(1))));
    }

    @Test
    void opensTheNextLetterAfterTheOneThatIsClosed() {
        var discarded = parked().acted(LetterAct.discard("alice", "a test"), NOON.plusSeconds(5));
        var late = gaveUp("e-1/mail/replay-1", 0);

        assertThat(discarded.knows(gaveUp("e-1/mail", 0))).isTrue();
        assertThat(discarded.knows(late)).isFalse();
        var next = discarded.reopened(late);
        assertThat(next.status()).isEqualTo(DeadLetterStatus.PARKED);
        assertThat(next.isNew()).isTrue();
        assertThat(next.revision()).isGreaterThan(discarded.revision());
        assertThat(discarded.isNew()).isFalse();
    }

    private static LetterState parked() {
        return LetterState.parked(gaveUp("e-1/mail", 0), NOON, Duration.ofDays(1));
    }

    private static LetterAct retry() {
        return LetterAct.retry(MAIL, null, List.of(), "bob", "again");
    }

    private static GaveUp gaveUp(String id, int round) {
        return new GaveUp(MAIL, delivery(id, round, NOON), cause());
    }

    private static Cause cause() {
        return new Cause("X: no", "X: no\n\tat shop.Mail", "1-abc", "shop 1");
    }

    private static LoggedDelivery delivery(String id, int round, Instant settled) {
        var attempts = IntStream.rangeClosed(1, 2)
                .mapToObj(n -> new Attempt(n, NOON, 1, "w", Outcome.THREW, "X: no"))
                .toList();
        return new LoggedDelivery(id, "mail", DeliveryStatus.FAILED, round, attempts, 2, settled, null, "X: no");
    }
}
