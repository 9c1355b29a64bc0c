package sh.fanout.workflows.log.clickhouse;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.workflows.log.ErasedEvents;
import sh.fanout.workflows.log.ErasureRow;
import sh.fanout.workflows.log.SqlCondition;
import sh.fanout.workflows.log.SqlErasures;

/**
 * Erases from the database of the event log: parts are written anew without the rows, and not only marked. The server keeps
 * the old parts for some minutes more.
 */
final class ClickHouseErasures extends SqlErasures {

    static final String[] CREATE = {
        """
        CREATE TABLE IF NOT EXISTS fanout_erasures (
            id String, revision UInt64, requested DateTime64(6, 'UTC'), erasure String
        ) ENGINE = ReplacingMergeTree(revision) ORDER BY id""", """
        CREATE TABLE IF NOT EXISTS fanout_erased_events (
            digest String, erased DateTime64(6, 'UTC')
        ) ENGINE = ReplacingMergeTree ORDER BY digest""",
    };

    private static final Insert WRITE = Insert.into("fanout_erasures", ErasureRow.COLUMNS);

    private static final Insert ERASED = Insert.into("fanout_erased_events", "digest, erased");

    private static final String DELETE = "ALTER TABLE %s DELETE WHERE %s SETTINGS mutations_sync = 2";

    private static final String BLANK_ITEMS = """
            ALTER TABLE fanout_operation_items UPDATE event_id = '', stream = NULL, ordering_key = NULL, reason = NULL
            WHERE %s SETTINGS mutations_sync = 2""";

    private final ClickHouseDatabase database;

    ClickHouseErasures(ClickHouseDatabase database) {
        super(database, WRITE, ClickHouseTables.DIALECT);
        this.database = database;
    }

    @Override
    public void erase(List<String> eventIds, Instant now) {
        var purpose = "erase %d events".formatted(eventIds.size());
        var ids = SqlCondition.oneOf("id", eventIds, ClickHouseTables.DIALECT);
        var about = SqlCondition.oneOf("event_id", eventIds, ClickHouseTables.DIALECT);
        var digests = eventIds.stream()
                .map(id -> new @Nullable Object[] {ErasedEvents.digest(id), ClickHouseTables.time(now)})
                .toList();
        database.write(purpose, connection -> ERASED.write(digests, connection));
        database.writePatiently(purpose, patient -> {
            delete("fanout_events", ids, patient);
            delete("fanout_deliveries", about, patient);
            delete("fanout_dead_letters", about, patient);
            delete("fanout_planned_items", about, patient);
            ClickHouseDatabase.run(BLANK_ITEMS.formatted(about.sql()), about.values(), patient);
        });
    }

    private static void delete(String table, SqlCondition which, Connection patient) throws SQLException {
        ClickHouseDatabase.run(DELETE.formatted(table, which.sql()), which.values(), patient);
    }
}
