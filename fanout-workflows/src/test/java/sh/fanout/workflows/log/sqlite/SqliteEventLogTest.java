package sh.fanout.workflows.log.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static sh.fanout.workflows.log.LoggedEvents.accepted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.log.EventLogContract;
import sh.fanout.workflows.log.EventLogUnreachableException;

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
