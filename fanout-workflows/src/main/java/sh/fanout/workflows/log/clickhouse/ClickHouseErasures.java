package sh.fanout.workflows.log.clickhouse;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sh.fanout.erasure.Erasure;
import sh.fanout.workflows.log.Condition;
import sh.fanout.workflows.log.ErasedEvents;
import sh.fanout.workflows.log.ErasureLog;
import sh.fanout.workflows.log.ErasureRow;
import sh.fanout.workflows.log.SqlRows;

/**
 * Erases from the database of the event log: parts are written anew without the rows, and not only marked. The server keeps
 * the old parts for some minutes more.
 */
final class ClickHouseErasures implements ErasureLog {

    static final String[] CREATE = {
        """
        CREATE TABLE IF NOT EXISTS fanout_erasures (
            id String, revision UInt64, requested DateTime64(6, 'UTC'), erasure String
        ) ENGINE = ReplacingMergeTree(revision) ORDER BY id""", """
        CREATE TABLE IF NOT EXISTS fanout_erased_events (
            digest String, erased DateTime64(6, 'UTC')
        ) ENGINE = ReplacingMergeTree ORDER BY digest""",
    };

    private static final Insert WRITE = Insert.into("fanout_erasures", "id, revision, requested, erasure");

    private static final Insert ERASED = Insert.into("fanout_erased_events", "digest, erased");

    private static final String COUNT = "SELECT uniqExact(id) FROM fanout_events WHERE ";

    private static final String DELETE = "ALTER TABLE %s DELETE WHERE %s SETTINGS mutations_sync = 2";

    private static final String BLANK_ITEMS = """
            ALTER TABLE fanout_operation_items UPDATE event_id = '', stream = NULL, ordering_key = NULL, reason = NULL
            WHERE %s SETTINGS mutations_sync = 2""";

    private final ClickHouseEventLog log;
    private final Connection connection;
    private final Connection patient;

    /** @param patient for statements that take longer than a client should wait for an answer */
    ClickHouseErasures(ClickHouseEventLog log, Connection connection, Connection patient) {
        this.log = log;
        this.connection = connection;
        this.patient = patient;
    }

    @Override
    public long erase(List<String> eventIds, Instant now) {
        return log.ask("erase %d events".formatted(eventIds.size()), () -> {
            var ids = Condition.oneOf("id", eventIds, Tables.DIALECT);
            var about = Condition.oneOf("event_id", eventIds, Tables.DIALECT);
            var erased = SqlRows.count(connection, COUNT + ids.sql(), ids.values());
            ERASED.send(
                    eventIds.stream()
                            .map(id -> new @Nullable Object[] {ErasedEvents.digest(id), Tables.time(now)})
                            .toList(),
                    connection);
            delete("fanout_events", ids);
            delete("fanout_deliveries", about);
            delete("fanout_dead_letters", about);
            delete("fanout_planned_items", about);
            Statements.run(BLANK_ITEMS.formatted(about.sql()), about.values(), patient);
            return (long) erased;
        });
    }

    private void delete(String table, Condition which) throws SQLException {
        Statements.run(DELETE.formatted(table, which.sql()), which.values(), patient);
    }

    @Override
    public void write(Erasure erasure) {
        log.ask("store erasure " + erasure.id(), () -> {
            var row = new @Nullable Object[] {
                erasure.id(), ErasureRow.revision(erasure), Tables.time(erasure.requested()), ErasureRow.json(erasure)
            };
            WRITE.send(Collections.singletonList(row), connection);
            return erasure;
        });
    }

    @Override
    public Optional<Erasure> find(String id) {
        return read("WHERE id = ?", id).stream().findFirst();
    }

    @Override
    public List<Erasure> newest(int limit) {
        return read("ORDER BY requested DESC, id DESC LIMIT ?", limit);
    }

    private List<Erasure> read(String which, Object value) {
        var sql = "SELECT erasure FROM fanout_erasures FINAL " + which;
        return log.ask("find erasures", () -> SqlRows.read(connection, sql, List.of(value), ErasureRow::read));
    }
}
