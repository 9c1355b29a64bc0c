package sh.fanout.workflows.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sh.fanout.deadletter.DeadLetterQuery;
import sh.fanout.operation.Operation;
import sh.fanout.operation.OperationAction;
import sh.fanout.operation.OperationAction.Kind;
import sh.fanout.operation.OperationPace;
import sh.fanout.operation.OperationPlan;
import sh.fanout.operation.OperationStatus;

/** What becomes of an operation. */
class OperationStateTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void goesFromDraftToItsEnd() {
        var planning = drafted(OperationPace.defaults());
        assertThat(planning.status()).isEqualTo(OperationStatus.PLANNING);

        var draft = planning.planned(new Planned(3, null), NOON);
        assertThat(draft.status()).isEqualTo(OperationStatus.DRAFT);
        assertThat(draft.total()).isEqualTo(3);
        var running = act(draft, Kind.START);
        assertThat(running.status()).isEqualTo(OperationStatus.RUNNING);
        var paused = act(running, Kind.PAUSE);
        assertThat(paused.status()).isEqualTo(OperationStatus.PAUSED);
        var resumed = act(paused, Kind.RESUME);
        assertThat(resumed.completed(NOON).status()).isEqualTo(OperationStatus.COMPLETED);
        assertThat(resumed.operation().actions())
                .extracting(OperationAction::kind)
                .containsExactly(Kind.DRAFT, Kind.START, Kind.PAUSE, Kind.RESUME);
        assertThat(resumed.revision()).isGreaterThan(paused.revision());
    }

    @Test
    void startsAfterItsItemsAreWrittenDownIfSomebodyWasQuick() {
        var started = act(drafted(OperationPace.defaults()), Kind.START);

        assertThat(started.status()).isEqualTo(OperationStatus.PLANNING);
        assertThat(started.acted(act(Kind.START, null), NOON)).isEmpty();
        assertThat(started.planned(new Planned(3, null), NOON).status()).isEqualTo(OperationStatus.RUNNING);
    }

    @Test
    void failsWhenItsItemsCannotBeWrittenDown() {
        var failed = drafted(OperationPace.defaults()).planned(new Planned(0, "too many"), NOON);

        assertThat(failed.status()).isEqualTo(OperationStatus.FAILED);
        assertThat(failed.operation().problem()).isEqualTo("too many");
    }

    @Test
    void pausesOnceAfterTheFirstItems() {
        var running = act(drafted(new OperationPace(5.0, 10L)).planned(new Planned(30, null), NOON), Kind.START);

        assertThat(running.mayBegin()).isEqualTo(10);
        var nearly = running.begun(9, NOON);
        assertThat(nearly.status()).isEqualTo(OperationStatus.RUNNING);
        var paused = nearly.begun(1, NOON);
        assertThat(paused.status()).isEqualTo(OperationStatus.PAUSED);
        assertThat(paused.operation().problem()).contains("10 items");
        var resumed = act(paused, Kind.RESUME);
        assertThat(resumed.operation().problem()).isNull();
        assertThat(resumed.mayBegin()).isEqualTo(Long.MAX_VALUE);
        assertThat(resumed.begun(20, NOON).status()).isEqualTo(OperationStatus.RUNNING);
        assertThat(resumed.pace().rate()).isEqualTo(5.0);
    }

    @Test
    void allowsOnlyWhatItsStatusAllows() {
        var draft = drafted(OperationPace.defaults()).planned(new Planned(3, null), NOON);
        assertThat(draft.acted(act(Kind.PAUSE, null), NOON)).isEmpty();
        assertThat(draft.acted(act(Kind.RESUME, null), NOON)).isEmpty();
        var running = act(draft, Kind.START);
        assertThat(running.acted(act(Kind.START, null), NOON)).isEmpty();
        assertThat(running.acted(act(Kind.DRAFT, null), NOON)).isEmpty();
        var cancelled = act(running, Kind.CANCEL);
        for (var kind : Kind.values()) {
            assertThat(cancelled.acted(act(kind, null), NOON)).isEmpty();
        }
        assertThat(cancelled.answer(false).last().who()).isEqualTo("alice");
    }

    @Test
    void changesItsRateAndSaysWho() {
        var draft = drafted(OperationPace.defaults()).planned(new Planned(3, null), NOON);

        var slower = draft.acted(act(Kind.CHANGE_RATE, 0.5), NOON).orElseThrow();

        assertThat(slower.pace().rate()).isEqualTo(0.5);
        assertThat(slower.status()).isEqualTo(OperationStatus.DRAFT);
        assertThat(slower.answer(true).last().rate()).isEqualTo(0.5);
    }

    @Test
    void keepsTheLastActionsAndWhoAskedForItAndStartedIt() {
        var state = act(drafted(OperationPace.defaults()).planned(new Planned(3, null), NOON), Kind.START);
        for (var i = 0; i < 100; i++) {
            state = state.acted(act(Kind.CHANGE_RATE, 1.0 + i), NOON).orElseThrow();
        }

        assertThat(state.operation().actions()).hasSize(Operation.MAX_ACTIONS);
        assertThat(state.operation().actions().subList(0, 3))
                .extracting(OperationAction::kind)
                .containsExactly(Kind.DRAFT, Kind.START, Kind.CHANGE_RATE);
        assertThat(state.answer(true).last().rate()).isEqualTo(100.0);
        assertThat(state.starter()).isNotNull();
    }

    private static OperationState drafted(OperationPace pace) {
        return OperationState.drafted(
                "retry-1", new OperationPlan.Retry(DeadLetterQuery.PARKED), pace, "alice", "why not", NOON);
    }

    private static OperationState act(OperationState state, Kind kind) {
        return state.acted(act(kind, null), NOON).orElseThrow();
    }

    private static OperationAct act(Kind kind, @Nullable Double rate) {
        return new OperationAct(kind, rate, "alice", "why not");
    }
}
