package sh.fanout.workflows.log.sqlite;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.fanout.workflows.log.ErasureLogContract;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.log.EventLogUnreachableException;

class SqliteErasureLogTest extends ErasureLogContract {

    @TempDir
    Path folder;

    @Override
    protected EventLog open() {
        return SqliteEventLog.open(folder.resolve("events.db"));
    }

    @Test
    void isNotDoneAsLongAsAReaderKeepsTheOldPages() throws SQLException {
        var file = folder.resolve("read.db");
        try (var log = SqliteEventLog.open(file)) {
            try (var reader = DriverManager.getConnection("jdbc:sqlite:" + file);
                    var statement = reader.createStatement()) {
                reader.setAutoCommit(false);
                statement.executeQuery("SELECT COUNT(*) FROM events").next();

                assertThatExceptionOfType(EventLogUnreachableException.class)
                        .isThrownBy(() -> log.erasures().erase(List.of("e-1"), Instant.EPOCH))
                        .withMessageContaining("empty its write-ahead log");
            }
            assertThatNoException().isThrownBy(() -> log.erasures().erase(List.of("e-1"), Instant.EPOCH));
        }
    }
}
