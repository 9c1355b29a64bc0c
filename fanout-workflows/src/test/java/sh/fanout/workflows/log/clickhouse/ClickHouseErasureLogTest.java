package sh.fanout.workflows.log.clickhouse;

import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import sh.fanout.workflows.log.ErasureLogContract;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.testing.RealClickHouse;

class ClickHouseErasureLogTest extends ErasureLogContract {

    private final String database = "fanout_" + UUID.randomUUID().toString().replace('-', '_');

    @Override
    protected EventLog open() {
        return ClickHouseEventLog.open(RealClickHouse.jdbcUrl(database), new Properties());
    }

    @AfterEach
    void drop() {
        RealClickHouse.drop(database);
    }
}
