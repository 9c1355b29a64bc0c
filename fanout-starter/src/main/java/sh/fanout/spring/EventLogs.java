package sh.fanout.spring;

import java.nio.file.Path;
import java.util.Properties;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.log.clickhouse.ClickHouseEventLog;
import sh.fanout.workflows.log.sqlite.SqliteEventLog;

/** Opens the event log: in ClickHouse where it is configured, else in a file. */
final class EventLogs {

    private EventLogs() {}

    static EventLog open(FanoutProperties.Clickhouse clickhouse, Path folder) {
        var url = clickhouse.url();
        if (url == null || url.isBlank()) {
            return SqliteEventLog.open(folder.resolve("events.db"));
        }
        return ClickHouseEventLog.open(url, credentials(clickhouse));
    }

    private static Properties credentials(FanoutProperties.Clickhouse clickhouse) {
        var credentials = new Properties();
        if (clickhouse.username() != null) {
            credentials.setProperty("user", clickhouse.username());
        }
        if (clickhouse.password() != null) {
            credentials.setProperty("password", clickhouse.password());
        }
        return credentials;
    }
}
