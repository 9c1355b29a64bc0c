package sh.fanout.workflows.log.clickhouse;

import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import sh.fanout.workflows.testing.RealClickHouse;

/** A database of one test, which is gone after it. */
final class TestDatabase implements AfterEachCallback {

    private final String name = "fanout_" + UUID.randomUUID().toString().replace('-', '_');

    /** Makes it, if it is not there, and returns its JDBC URL. */
    String jdbcUrl() {
        return RealClickHouse.jdbcUrl(name);
    }

    ClickHouseEventLog open() {
        return ClickHouseEventLog.open(jdbcUrl(), new Properties());
    }

    void drop() {
        RealClickHouse.drop(name);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        drop();
    }
}
