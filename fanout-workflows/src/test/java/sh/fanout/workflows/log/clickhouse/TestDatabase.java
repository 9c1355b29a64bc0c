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
        return ClickHouseEventLog.open(jdbcUrl(), patience());
    }

    /** The engine answers one query at a time, and tests of other processes ask it, too. */
    static Properties patience() {
        var settings = new Properties();
        settings.setProperty("socket_timeout", "30000");
        settings.setProperty("connection_request_timeout", "30000");
        return settings;
    }

    void drop() {
        RealClickHouse.drop(name);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        drop();
    }
}
