package sh.fanout.workflows.log.clickhouse;

import org.junit.jupiter.api.extension.RegisterExtension;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.log.EventStatsContract;

class ClickHouseEventStatsTest extends EventStatsContract {

    @RegisterExtension
    final TestDatabase database = new TestDatabase();

    @Override
    protected EventLog open() {
        return database.open();
    }
}
