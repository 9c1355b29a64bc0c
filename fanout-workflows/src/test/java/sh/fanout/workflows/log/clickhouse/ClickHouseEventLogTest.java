package sh.fanout.workflows.log.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static sh.fanout.workflows.log.LoggedEvents.accepted;

import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sh.fanout.log.EventQuery;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.log.EventLogContract;
import sh.fanout.workflows.log.EventLogUnreachableException;
import sh.fanout.workflows.testing.RealClickHouse;

class ClickHouseEventLogTest extends EventLogContract {

    private final String database = "fanout_" + UUID.randomUUID().toString().replace('-', '_');

    @Override
    protected EventLog open() {
        return ClickHouseEventLog.open(RealClickHouse.jdbcUrl(database), new Properties());
    }

    @AfterEach
    void drop() {
        RealClickHouse.drop(database);
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
            RealClickHouse.drop(database);

            assertThatExceptionOfType(EventLogUnreachableException.class)
                    .isThrownBy(() -> log.page(EventQuery.newest()));
            RealClickHouse.jdbcUrl(database);

            assertThat(log.page(EventQuery.newest()).events()).isEmpty();
        }
    }
}
