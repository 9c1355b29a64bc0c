package sh.fanout.workflows.log.clickhouse;

import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import sh.fanout.FanoutException;
import sh.fanout.workflows.log.ErasureLog;
import sh.fanout.workflows.log.Forgotten;
import sh.fanout.workflows.log.OperationLog;
import sh.fanout.workflows.log.SqlEventLog;

/**
 * The event log in a ClickHouse database, shared by any number of instances.
 *
 * <p>It opens while the server is away, and makes its tables when the server first answers; tables that are there already,
 * such as replicated ones, are used as they are. An acknowledged row survives a crash of the server process; whether it
 * survives a loss of power there is up to the server's own settings.
 */
public final class ClickHouseEventLog extends SqlEventLog {

    private final ClickHouseDatabase database;

    private ClickHouseEventLog(ClickHouseDatabase database) {
        super(database, new ClickHouseEventReads(), ClickHouseTables.STATEMENTS, ClickHouseTables.DIALECT);
        this.database = database;
    }

    /**
     * Opens the log without asking the server for anything.
     *
     * @param jdbcUrl with an existing database, such as {@code jdbc:clickhouse://localhost:8123/fanout}
     * @param properties user, password and any other property of the driver; what stands in the URL wins
     * @throws FanoutException ({@code FANOUT-010}) if the driver cannot make sense of them
     */
    public static ClickHouseEventLog open(String jdbcUrl, Properties properties) {
        return new ClickHouseEventLog(ClickHouseDatabase.open(jdbcUrl, properties));
    }

    @Override
    public OperationLog operations() {
        return new ClickHouseOperations(database);
    }

    @Override
    public Forgotten forget(Instant before) {
        return database.askPatiently("forget what is old", patient -> new ClickHouseRetention(patient).forget(before));
    }

    @Override
    public ErasureLog erasures() {
        return new ClickHouseErasures(database);
    }

    @Override
    public Duration linger() {
        return Duration.ofMillis(100);
    }

    @Override
    public boolean shared() {
        return true;
    }
}
