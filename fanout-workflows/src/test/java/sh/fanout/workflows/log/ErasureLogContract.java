package sh.fanout.workflows.log;

import static org.assertj.core.api.Assertions.assertThat;
import static sh.fanout.workflows.log.LoggedEvents.NOON;
import static sh.fanout.workflows.log.LoggedEvents.failed;
import static sh.fanout.workflows.log.LoggedEvents.letter;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import sh.fanout.deadletter.DeadLetterStatus;
import sh.fanout.erasure.Erasure;
import sh.fanout.operation.OperationItem;
import sh.fanout.operation.OperationItemQuery;

/** What every {@link ErasureLog} promises. */
public abstract class ErasureLogContract extends StoreContract {

    @Test
    void erasesAllOfAnEventAndRefusesWhatArrivesLater() {
        var event = failed("e-1' {fn x} ?", NOON);
        var other = failed("e-2", NOON);
        var letters = List.of(letter(event, DeadLetterStatus.PARKED), letter(other, DeadLetterStatus.PARKED));
        log.append(List.of(event, other), letters);
        var id = event.envelope().id();

        log.erasures().erase(List.of(id, "e-3"), NOON);
        log.append(List.of(event, other), letters);

        assertThat(log.find(id)).isEmpty();
        assertThat(log.deadLetter(id, "mail")).isEmpty();
        assertThat(log.find("e-2")).contains(other);
        assertThat(log.deadLetter("e-2", "mail")).isPresent();
    }

    @Test
    void refusesAnErasedEventOnlyAsLongAsOneOfItsRowsCanArrive() {
        log.erasures().erase(List.of("e-1"), NOON);
        log.forget(NOON.plus(Duration.ofDays(30)));

        log.append(List.of(failed("e-1", NOON)));

        assertThat(log.find("e-1")).isPresent();
    }

    @Test
    void leavesOfAnItemNothingThatTellsOfItsEvent() {
        var operations = log.operations();
        operations.add("o-1", List.of(item("e-1"), item("e-2")));
        operations.number("o-1");

        log.erasures().erase(List.of("e-1"), NOON);

        assertThat(operations.page(OperationItemQuery.of("o-1")))
                .containsExactly(
                        new OperationItem(
                                1, "", "order.created", null, "mail", NOON, OperationItem.Status.PENDING, null, null),
                        new OperationItem(
                                2,
                                "e-2",
                                "order.created",
                                "cust-1",
                                "mail",
                                NOON,
                                OperationItem.Status.PENDING,
                                null,
                                null));
    }

    @Test
    void knowsAnErasureAsItEnded() {
        var erasures = log.erasures();
        var begun = new Erasure("x-1", "digest", NOON, null, "alice", "asked", 0, 0, List.of(), null);
        var later = new Erasure("x-2", "digest", NOON.plusSeconds(1), null, "bob", "asked", 0, 0, List.of(), null);
        var ended = begun.ended(NOON.plusSeconds(2), 3, 4, List.of("backups"));

        erasures.write(ended);
        erasures.write(begun);
        erasures.write(later);

        assertThat(erasures.find("x-1")).contains(ended);
        assertThat(erasures.find("x-3")).isEmpty();
        assertThat(erasures.newest(1)).containsExactly(later);
        assertThat(erasures.newest(9)).containsExactly(later, ended);
    }

    private static PlannedItem item(String event) {
        return new PlannedItem(event, "order.created", NOON, NOON, "orders", "cust-1", 1L, "mail", null);
    }
}
