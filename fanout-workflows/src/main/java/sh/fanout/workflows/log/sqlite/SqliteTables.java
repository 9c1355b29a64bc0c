package sh.fanout.workflows.log.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import sh.fanout.log.EventStatus;
import sh.fanout.workflows.log.BusName;
import sh.fanout.workflows.log.DeadLetterRow;
import sh.fanout.workflows.log.DeliveryRow;
import sh.fanout.workflows.log.Dialect;
import sh.fanout.workflows.log.EventRow;
import sh.fanout.workflows.log.Micros;
import sh.fanout.workflows.log.RowWriter;
import sh.fanout.workflows.log.SqlEventLog;
import sh.fanout.workflows.log.SqlRows;

/** The tables of the file, and the statements on them. */
final class SqliteTables {

    // The plus keeps several types from being read by their index: they would all be sorted for the sake of one page.
    static final Dialect DIALECT = new Dialect(
            "%s",
            "_micros",
            "%s_micros",
            "?",
            "+type",
            "instr(tags, ?) > 0 AND EXISTS (SELECT 1 FROM json_each(tags) WHERE json_each.value = ?)",
            // A DISTINCT would walk the whole index; this leaps from one type to the next.
            """
            WITH RECURSIVE types (type) AS (
                SELECT MIN(type) FROM events
                UNION ALL
                SELECT (SELECT MIN(type) FROM events WHERE type > types.type) FROM types WHERE type IS NOT NULL)
            SELECT type FROM types WHERE type IS NOT NULL""",
            Micros::of);

    /** With the condition to be put in. */
    static final String EVENTS = "SELECT * FROM events WHERE %s";

    /** With the condition and the limit to be put in. */
    static final String PAGE = "SELECT %s FROM events WHERE %%s ORDER BY accepted_micros DESC, id DESC LIMIT %%d"
            .formatted(DIALECT.selected(EventRow.SUMMARY));

    /** With the condition and the limit to be put in. */
    static final String SCAN = "SELECT * FROM events WHERE %s ORDER BY accepted_micros, id LIMIT %d";

    /** With the condition and the limit to be put in. */
    static final String NEWEST = "SELECT * FROM events WHERE %s ORDER BY accepted_micros DESC, id DESC LIMIT %d";

    /** Where the event stands before which there are so many; with the condition and that number to be put in. */
    static final String END = """
            SELECT accepted_micros, id FROM events WHERE %s ORDER BY accepted_micros DESC, id DESC LIMIT 1 OFFSET %d""";

    /** With the condition and the limit to be put in. */
    static final String COUNT = "SELECT COUNT(*) FROM (SELECT 1 FROM events WHERE %s LIMIT %d)";

    /** Without the status, which has an index of its own: one of a type would lead to each event, and this one has it all. */
    static final String ALONG_THE_LIST = "INDEXED BY events_newest";

    /** With the index and the condition to be put in. */
    static final String COUNT_BY_STATUS = "SELECT %s FROM events %%s WHERE %%s"
            .formatted(Arrays.stream(EventStatus.values())
                    .map(status -> "COUNT(*) FILTER (WHERE status = '%1$s') AS %1$s".formatted(status.name()))
                    .collect(Collectors.joining(", ")));

    /** With the condition to be put in. */
    static final String DELIVERIES = "SELECT * FROM deliveries WHERE %s ORDER BY subscription, id";

    /** Without attempts, outputs and errors; with the condition to be put in. */
    static final String OUTCOMES = """
            SELECT id, event_id, subscription, status, round, attempt_count, settled_micros, '[]' AS attempts, NULL AS output, \
            NULL AS error FROM deliveries WHERE %s ORDER BY subscription, id""";

    /** Remove all rows about an event; the ids of its letters begin with its own. */
    static final List<String> REMOVE = List.of(
            "DELETE FROM events WHERE id = ?",
            "DELETE FROM deliveries WHERE event_id = ?",
            "DELETE FROM dead_letters WHERE id > ?1 || '/' AND id < ?1 || '0' AND event_id = ?1");

    static final SqlEventLog.Statements STATEMENTS = new SqlEventLog.Statements(
            upsert("events", EventRow.COLUMNS, "id"),
            upsert("deliveries", DeliveryRow.COLUMNS, "event_id, id"),
            upsert("dead_letters", DeadLetterRow.COLUMNS, "id"),
            """
            SELECT stream, ordering_key, subscription, event_id, events.type, deliveries.settled_micros, round, error
            FROM deliveries JOIN events ON events.id = event_id
            WHERE deliveries.status = 'BLOCKED' ORDER BY deliveries.settled_micros, deliveries.id LIMIT %d""",
            "SELECT * FROM dead_letters WHERE id = ?",
            """
            SELECT group_id, subscription, MAX(type) AS any_type, COUNT(*) AS letters,
                MIN(parked_micros) AS first_micros, MAX(parked_micros) AS last_micros,
                substr(MAX(printf('%%020d', parked_micros) || error), 21) AS newest_error,
                json_group_array(DISTINCT application) FILTER (WHERE application IS NOT NULL) AS applications
            FROM dead_letters WHERE %s GROUP BY group_id, subscription
            ORDER BY letters DESC, last_micros DESC, group_id, subscription LIMIT %d""");

    private static final String[] CREATE = {
        "CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
        // The payload stands last: a list never walks the pages that a large one overflows into.
        """
        CREATE TABLE IF NOT EXISTS events (
            id TEXT PRIMARY KEY, revision INTEGER NOT NULL, type TEXT NOT NULL, version TEXT NOT NULL,
            source TEXT NOT NULL, tags TEXT NOT NULL, status TEXT NOT NULL, accepted_micros INTEGER NOT NULL,
            settled_micros INTEGER, recipients INTEGER NOT NULL, time_micros INTEGER NOT NULL, metadata TEXT NOT NULL,
            ordering_key TEXT, stream TEXT, position INTEGER, idempotency_key TEXT, deliver_at_micros INTEGER,
            expires_at_micros INTEGER, causation TEXT, traceparent TEXT, workflow_id TEXT NOT NULL, passed_over TEXT NOT NULL,
            violations TEXT NOT NULL, payload TEXT NOT NULL)""",
        """
        CREATE TABLE IF NOT EXISTS deliveries (
            id TEXT NOT NULL, revision INTEGER NOT NULL, event_id TEXT NOT NULL, type TEXT NOT NULL,
            accepted_micros INTEGER NOT NULL, subscription TEXT NOT NULL, status TEXT NOT NULL, round INTEGER NOT NULL, attempt_count INTEGER NOT NULL,
            settled_micros INTEGER, attempts TEXT NOT NULL, output TEXT, error TEXT, UNIQUE (event_id, id))""",
        """
        CREATE TABLE IF NOT EXISTS dead_letters (
            id TEXT PRIMARY KEY, revision INTEGER NOT NULL, event_id TEXT NOT NULL, accepted_micros INTEGER NOT NULL,
            type TEXT NOT NULL, ordering_key TEXT, subscription TEXT NOT NULL, status TEXT NOT NULL,
            group_id TEXT NOT NULL, error TEXT NOT NULL, application TEXT, parked_micros INTEGER NOT NULL,
            changed_micros INTEGER NOT NULL, expires_micros INTEGER NOT NULL, round INTEGER NOT NULL,
            actions TEXT NOT NULL, delivery TEXT NOT NULL, event TEXT NOT NULL)""",
        "CREATE INDEX IF NOT EXISTS dead_letters_newest ON dead_letters (parked_micros DESC, id DESC)",
        "CREATE INDEX IF NOT EXISTS dead_letters_by_status ON dead_letters (status, parked_micros DESC, id DESC)",
        // Counts letters and groups without reading a letter, as every page and every look of the metrics does.
        """
        CREATE INDEX IF NOT EXISTS dead_letters_by_status_and_group
            ON dead_letters (status, group_id, parked_micros DESC, id DESC)""",
        "CREATE INDEX IF NOT EXISTS dead_letters_by_group ON dead_letters (group_id, parked_micros DESC, id DESC)",
        // With what lists select by, so that a walk for something rare stays in the index. An index for keys and one
        // for tags would be quicker still, but each event would then write a page of its own.
        """
        CREATE INDEX IF NOT EXISTS events_newest
        ON events (accepted_micros DESC, id DESC, type, status, ordering_key, tags)""",
        "CREATE INDEX IF NOT EXISTS events_by_type ON events (type, accepted_micros DESC, id DESC)",
        "CREATE INDEX IF NOT EXISTS events_by_status ON events (status, accepted_micros DESC, id DESC) WHERE status <> 'DELIVERED'",
        "CREATE INDEX IF NOT EXISTS events_by_causation ON events (causation, accepted_micros DESC, id DESC) WHERE causation IS NOT NULL",
        "CREATE INDEX IF NOT EXISTS deliveries_blocked ON deliveries (settled_micros, id) WHERE status = 'BLOCKED'",
        "CREATE INDEX IF NOT EXISTS deliveries_settled ON deliveries (type, status, settled_micros)",
    };

    private static final String OWN_FILE =
            "Set fanout.data-dir to a folder for this bus; or, if the other one is gone for good, hand the file over by DELETE FROM meta WHERE name = 'bus'.";

    private SqliteTables() {}

    /** Creates what is missing, and returns the identity that the file was given when it was made. */
    static String create(Connection writer) throws SQLException {
        SqlRows.executeAll(writer, CREATE, SqliteOperationTables.CREATE, SqliteErasures.CREATE);
        var identity = firstSaid("identity", UUID.randomUUID().toString(), writer);
        writer.commit();
        return identity;
    }

    /** As {@link SqliteEventLog#claim} promises. */
    static void claim(BusName bus, Connection writer, String log) throws SQLException {
        var owner = firstSaid("bus", bus.text(), writer);
        bus.requireOwn(owner, log, OWN_FILE);
    }

    /** What the file says of itself: what was said first stays. */
    private static String firstSaid(String name, String value, Connection writer) throws SQLException {
        SqlRows.execute(writer, "INSERT OR IGNORE INTO meta VALUES (?, ?)", name, value);
        return SqlRows.read(
                        writer, "SELECT value FROM meta WHERE name = ?", List.of(name), row -> row.getString("value"))
                .get(0);
    }

    /** Writes rows unless newer ones are there. */
    static RowWriter upsert(String table, String row, String key) {
        var columns = DIALECT.names(row);
        var assignments = Arrays.stream(columns.split(", "))
                .map(column -> column + " = excluded." + column)
                .collect(Collectors.joining(", "));
        var sql =
                "INSERT INTO %1$s (%2$s) VALUES (%3$s) ON CONFLICT (%5$s) DO UPDATE SET %4$s WHERE excluded.revision >= %1$s.revision"
                        .formatted(table, columns, SqlRows.parameters(columns), assignments, key);
        return (rows, connection) -> SqlRows.executeEach(connection, sql, rows);
    }
}
