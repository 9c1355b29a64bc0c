package sh.fanout.workflows.log.clickhouse;

import org.junit.jupiter.api.extension.RegisterExtension;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.log.OperationLogContract;

class ClickHouseOperationLogTest extends OperationLogContract {

    @RegisterExtension
    final TestDatabase database = new TestDatabase();

    @Override
    protected EventLog open() {
        return database.open();
    }
}
