package sh.fanout.workflows.log.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static sh.fanout.workflows.log.LoggedEvents.accepted;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import sh.fanout.log.EventQuery;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.log.EventLogContract;
import sh.fanout.workflows.log.EventLogUnreachableException;

class ClickHouseEventLogTest extends EventLogContract {

    @RegisterExtension
    final TestDatabase database = new TestDatabase();

    @Override
    protected EventLog open() {
        return database.open();
    }

    @Test
    void isOneStoreForAllWhoOpenIt() {
        try (var one = open();
                var other = open()) {
            other.append(List.of(accepted("e-1")));

            assertThat(one.find("e-1")).isPresent();
            assertThat(one.identity()).isEqualTo(other.identity());
        }
    }

    @Test
    void comesToItselfWhenItsTablesAreGone() {
        try (var log = open()) {
            log.append(List.of(accepted("e-1")));
            database.drop();

            assertThatExceptionOfType(EventLogUnreachableException.class).isThrownBy(() -> log.page(EventQuery.ALL));
            database.jdbcUrl();

            assertThat(log.page(EventQuery.ALL).events()).isEmpty();
        }
    }
}
