package sh.fanout.spring;

import java.nio.file.Path;
import java.util.Properties;
import org.springframework.util.ClassUtils;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.log.clickhouse.ClickHouseEventLog;
import sh.fanout.workflows.log.sqlite.SqliteEventLog;

/** Opens the event log: in ClickHouse where it is configured, else in a file. */
final class EventLogs {

    private static final String CLICKHOUSE_DRIVER = "com.clickhouse.jdbc.Driver";

    private EventLogs() {}

    /** @param embedded whether the server forgets everything at its end: what another one still has must not be taken for lost */
    static EventLog open(FanoutProperties.Log log, Path folder, boolean embedded) {
        var url = log.url();
        if (url == null || url.isBlank()) {
            return openFile(folder.resolve(embedded ? "embedded-events.db" : "events.db"));
        }
        if (!ClassUtils.isPresent(CLICKHOUSE_DRIVER, EventLogs.class.getClassLoader())) {
            throw new FanoutException(
                    ErrorCode.INVALID_SETTING,
                    "fanout.log.url is set, but the driver of ClickHouse is not on the class path.",
                    "Add the dependency com.clickhouse:clickhouse-jdbc, or remove the setting to keep the log in a file.");
        }
        return ClickHouseEventLog.open(url, credentials(log));
    }

    private static EventLog openFile(Path file) {
        try {
            return SqliteEventLog.open(file);
        } catch (FanoutException e) {
            throw new FanoutException(e.code(), e.problem(), wayOut(e.code()), e);
        }
    }

    private static String wayOut(ErrorCode code) {
        return code == ErrorCode.EVENT_LOG_IN_USE
                ? "Stop the other instance; or let all instances of the bus share a log in ClickHouse, by fanout.log.url; or give an application with a bus of its own, by fanout.bus, a folder of its own, by fanout.data-dir."
                : "Set fanout.data-dir to a folder that this process may write, and that has space.";
    }

    private static Properties credentials(FanoutProperties.Log log) {
        var credentials = new Properties();
        if (log.username() != null) {
            credentials.setProperty("user", log.username());
        }
        if (log.password() != null) {
            credentials.setProperty("password", log.password());
        }
        return credentials;
    }
}
