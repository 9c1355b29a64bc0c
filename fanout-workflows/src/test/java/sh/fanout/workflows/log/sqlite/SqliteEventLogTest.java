package sh.fanout.workflows.log.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static sh.fanout.workflows.log.LoggedEvents.NOON;
import static sh.fanout.workflows.log.LoggedEvents.accepted;
import static sh.fanout.workflows.log.LoggedEvents.keyed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.log.EventPage;
import sh.fanout.log.EventQuery;
import sh.fanout.log.EventSelection;
import sh.fanout.log.LoggedEvent;
import sh.fanout.log.Position;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.log.EventLogContract;
import sh.fanout.workflows.log.EventLogUnreachableException;
import sh.fanout.workflows.log.EventPart;

class SqliteEventLogTest extends EventLogContract {

    @TempDir
    Path folder;

    @Override
    protected EventLog open() {
        return SqliteEventLog.open(folder.resolve("data/events.db"));
    }

    @Test
    void refusesASecondOpenOfOneFile() throws IOException {
        var link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("data"));

        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(() -> SqliteEventLog.open(link.resolve("events.db")))
                .withMessageContaining("events.db is in use by this process")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.EVENT_LOG_IN_USE))
                .satisfies(e -> assertThat(e.hint()).contains("ClickHouse"));
    }

    @Test
    void givesEachFileAnIdentityOfItsOwn() {
        try (var one = SqliteEventLog.open(folder.resolve("1.db"));
                var other = SqliteEventLog.open(folder.resolve("2.db"))) {
            assertThat(one.identity()).isNotEqualTo(other.identity());
        }
    }

    @Test
    void looksForATagAmongSoManyEventsAtOnce() {
        var oldest = keyed("e-00000", "k", List.of("rare"));
        try (var log = SqliteEventLog.open(folder.resolve("long.db"))) {
            log.append(Stream.concat(Stream.of(oldest), common(1, Reach.EVENTS + 7))
                    .toList());

            for (var wanted : List.of(
                    EventSelection.ALL.tagged("rare"),
                    EventSelection.ALL.keyed("k"),
                    EventSelection.ALL.ofType("order.created").tagged("rare"),
                    EventSelection.ALL.ofType("order.*").keyed("k"))) {
                var first = log.page(new EventQuery(wanted, null, 10));
                var second = log.page(new EventQuery(wanted, first.next(), 10));
                var whole = log.newest(wanted, null, 10);

                assertThat(first.events()).isEmpty();
                assertThat(first.next()).isEqualTo(new Position(NOON, "e-00008"));
                assertThat(second).isEqualTo(EventPage.of(List.of(oldest.summary()), null));
                assertThat(whole).isEqualTo(new EventPart(List.of(), first.next()));
                assertThat(log.newest(wanted, whole.next(), 10)).isEqualTo(new EventPart(List.of(oldest), null));
            }
        }
    }

    @Test
    void doesNotLookForAKeyAmongTypesOfWhichThereAreNone() {
        try (var log = SqliteEventLog.open(folder.resolve("long.db"))) {
            log.append(common(0, Reach.EVENTS + 7).toList());

            var page = log.page(
                    new EventQuery(EventSelection.ALL.ofType("nosuch.*").keyed("k"), null, 10));

            assertThat(page).isEqualTo(EventPage.of(List.of(), null));
        }
    }

    @Test
    void endsAPageOfATagWhereItIsFull() {
        try (var log = SqliteEventLog.open(folder.resolve("long.db"))) {
            log.append(common(0, Reach.EVENTS + 7).toList());

            var page = log.page(new EventQuery(EventSelection.ALL.tagged("eu"), null, 10));

            assertThat(page.events()).hasSize(10);
            assertThat(page.next()).isEqualTo(new Position(NOON, "e-49998"));
        }
    }

    private static Stream<LoggedEvent> common(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(n -> keyed("e-%05d".formatted(n), null, List.of("eu")));
    }

    @Test
    void saysWhichFileCannotBeOpened() throws IOException {
        var file = Files.writeString(
                folder.resolve("notes.txt"), "no database, and long enough to be read as one".repeat(9));

        assertThatExceptionOfType(EventLogUnreachableException.class)
                .isThrownBy(() -> SqliteEventLog.open(file))
                .withMessageContaining("notes.txt")
                .withMessageContaining("not a database");
        Files.delete(file);
        try (var log = SqliteEventLog.open(file)) {
            log.append(List.of(accepted("e-1")));
        }
    }
}
