package sh.fanout.workflows.log.clickhouse;

import org.junit.jupiter.api.extension.RegisterExtension;
import sh.fanout.workflows.log.ErasureLogContract;
import sh.fanout.workflows.log.EventLog;

class ClickHouseErasureLogTest extends ErasureLogContract {

    @RegisterExtension
    final TestDatabase database = new TestDatabase();

    @Override
    protected EventLog open() {
        return database.open();
    }
}
