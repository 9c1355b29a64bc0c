package sh.fanout.workflows.log.clickhouse;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import sh.fanout.workflows.log.BusName;
import sh.fanout.workflows.log.DeadLetterRow;
import sh.fanout.workflows.log.DeliveryRow;
import sh.fanout.workflows.log.Dialect;
import sh.fanout.workflows.log.EventRow;
import sh.fanout.workflows.log.SqlEventLog;
import sh.fanout.workflows.log.SqlRows;

/**
 * The tables, and the statements on them.
 *
 * <p>An event is found by the time it was accepted, which is how lists run, and by its id through a Bloom filter. A delivery is
 * only ever looked for with its event. Rows repeat until the server merges them, so every statement that reads says FINAL.
 */
final class ClickHouseTables {

    static final Dialect DIALECT = new Dialect(
            "fanout_%s FINAL",
            "",
            "toUnixTimestamp64Micro(%s)",
            "fromUnixTimestamp64Micro(toInt64(?), 'UTC')",
            "type",
            "position(tags, ?) > 0 AND has(JSONExtract(tags, 'Array(String)'), ?)",
            "SELECT DISTINCT type FROM fanout_events",
            ClickHouseTables::time);

    private static final String[] CREATE = {
        """
        CREATE TABLE IF NOT EXISTS fanout_events (
            id String, revision UInt64, type LowCardinality(String), version LowCardinality(String),
            source LowCardinality(String), tags String, status LowCardinality(String), accepted DateTime64(6, 'UTC'),
            settled Nullable(DateTime64(6, 'UTC')), recipients UInt32, time DateTime64(6, 'UTC'), metadata String,
            ordering_key Nullable(String), stream LowCardinality(Nullable(String)), position Nullable(Int64),
            idempotency_key Nullable(String), deliver_at Nullable(DateTime64(6, 'UTC')),
            expires_at Nullable(DateTime64(6, 'UTC')), causation Nullable(String), traceparent Nullable(String), workflow_id String,
            passed_over String CODEC(ZSTD(1)), violations String, payload String CODEC(ZSTD(1)),
            INDEX by_id id TYPE bloom_filter(0.001) GRANULARITY 1, INDEX by_causation causation TYPE bloom_filter(0.001) GRANULARITY 1
        ) ENGINE = ReplacingMergeTree(revision) PARTITION BY toYYYYMM(accepted) ORDER BY (accepted, id)""", """
        CREATE TABLE IF NOT EXISTS fanout_deliveries (
            id String, revision UInt64, event_id String, type LowCardinality(String),
            accepted DateTime64(6, 'UTC'), subscription LowCardinality(String), status LowCardinality(String), round UInt32, attempt_count UInt32,
            settled Nullable(DateTime64(6, 'UTC')), attempts String CODEC(ZSTD(1)),
            output Nullable(String) CODEC(ZSTD(1)), error Nullable(String) CODEC(ZSTD(1))
        ) ENGINE = ReplacingMergeTree(revision) PARTITION BY toYYYYMM(accepted) ORDER BY (event_id, id)""", """
        CREATE TABLE IF NOT EXISTS fanout_dead_letters (
            id String, revision UInt64, event_id String, accepted DateTime64(6, 'UTC'), type LowCardinality(String),
            ordering_key Nullable(String), subscription LowCardinality(String), status LowCardinality(String),
            group_id LowCardinality(String), error String CODEC(ZSTD(1)),
            application LowCardinality(Nullable(String)), parked DateTime64(6, 'UTC'),
            changed DateTime64(6, 'UTC'), expires DateTime64(6, 'UTC'), round UInt32,
            actions String CODEC(ZSTD(1)), delivery String CODEC(ZSTD(1)), event String CODEC(ZSTD(1)),
            INDEX by_id id TYPE bloom_filter(0.001) GRANULARITY 1
        ) ENGINE = ReplacingMergeTree(revision) PARTITION BY toYYYYMM(accepted) ORDER BY (accepted, id)""", """
        CREATE TABLE IF NOT EXISTS fanout_bus (
            name String, claimed DateTime64(6, 'UTC')
        ) ENGINE = MergeTree ORDER BY (claimed, name)""",
    };

    private static final String CLAIM =
            "INSERT INTO fanout_bus SELECT ?, now64(6) WHERE (SELECT count() FROM fanout_bus) = 0";

    private static final String OWNER = "SELECT name FROM fanout_bus ORDER BY claimed, name LIMIT 1";

    /** The columns of a list. */
    static final String SUMMARY = DIALECT.selected(EventRow.SUMMARY);

    /** The columns of a whole event. */
    static final String WHOLE = DIALECT.selected(EventRow.COLUMNS);

    static final String FIND_EVENT = """
            SELECT %s FROM fanout_events FINAL WHERE id = ? LIMIT 1 \
            SETTINGS use_skip_indexes_if_final = 1""".formatted(WHOLE);

    static final String DELIVERIES = deliveries("attempts, output, error", "= ?");

    /** Of the events of a condition, which is to be put in; without attempts, outputs and errors. */
    static final String OUTCOMES =
            deliveries("'[]' AS attempts, NULL AS output, NULL AS error", "IN (SELECT id FROM fanout_events WHERE %s)");

    /** With the condition and the limit to be put in. */
    static final String COUNT = """
            SELECT count() FROM (SELECT id FROM fanout_events WHERE %s LIMIT 1 BY accepted, id LIMIT %d)""";

    /** With the condition and the limit to be put in. */
    static final String COUNT_AS_THEY_ARE =
            "SELECT count() FROM (SELECT id FROM fanout_events FINAL WHERE %s LIMIT %d)";

    /** With the beginning, the length of a step and the condition to be put in. */
    static final String COUNT_BY_STATUS = """
            SELECT intDiv(toUnixTimestamp64Micro(accepted) - %d, %d) AS step, status, count() AS counted
            FROM fanout_events FINAL WHERE %s GROUP BY step, status""";

    private static final String LONGEST_BLOCKED = """
            SELECT id, event_id, subscription, round, error, settled FROM fanout_deliveries FINAL
            WHERE status = 'BLOCKED' ORDER BY settled, id LIMIT %1$d""";

    static final SqlEventLog.Statements STATEMENTS = new SqlEventLog.Statements(
            Insert.into("fanout_events", EventRow.COLUMNS),
            Insert.into("fanout_deliveries", DeliveryRow.COLUMNS),
            Insert.into("fanout_dead_letters", DeadLetterRow.COLUMNS),
            """
            SELECT stream, ordering_key, subscription, event_id, type, \
            toUnixTimestamp64Micro(blocked.settled) AS settled_micros, round, error
            FROM (%1$s) AS blocked JOIN (
                SELECT id, type, stream, ordering_key FROM fanout_events FINAL
                WHERE id IN (SELECT event_id FROM (%1$s)) SETTINGS use_skip_indexes_if_final = 1
            ) AS events ON events.id = blocked.event_id ORDER BY blocked.settled, blocked.id""".formatted(LONGEST_BLOCKED),
            """
            SELECT %s FROM fanout_dead_letters FINAL WHERE id = ? LIMIT 1 \
            SETTINGS use_skip_indexes_if_final = 1""".formatted(DIALECT.selected(DeadLetterRow.COLUMNS)),
            """
            SELECT group_id, subscription, max(type) AS any_type, count() AS letters,
                toUnixTimestamp64Micro(min(parked)) AS first_micros, toUnixTimestamp64Micro(max(parked)) AS last_micros,
                argMax(error, (parked, id)) AS newest_error, toJSONString(groupUniqArray(application)) AS applications
            FROM fanout_dead_letters FINAL WHERE %s GROUP BY group_id, subscription
            ORDER BY letters DESC, last_micros DESC, group_id, subscription LIMIT %d""");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    private static final String OWN_DATABASE =
            "Set fanout.log.url to a database for this bus; or, if the other one is gone for good, hand this one over by TRUNCATE TABLE fanout_bus.";

    private ClickHouseTables() {}

    private static String deliveries(String details, String ofEvents) {
        return """
            SELECT id, event_id, subscription, status, round, attempt_count, \
            toUnixTimestamp64Micro(settled) AS settled_micros, %s \
            FROM fanout_deliveries FINAL WHERE event_id %s ORDER BY subscription, id""".formatted(details, ofEvents);
    }

    /** A time as an INSERT takes it: a number would sometimes be read as seconds. */
    static String time(Instant instant) {
        return TIME.format(instant);
    }

    static void create(Connection connection) throws SQLException {
        SqlRows.executeAll(connection, CREATE, ClickHouseOperationTables.CREATE, ClickHouseErasures.CREATE);
    }

    /** As {@link ClickHouseEventLog#claim} promises. */
    static void claim(BusName bus, Connection connection, String log) throws SQLException {
        ClickHouseDatabase.run(CLAIM, List.of(bus.text()), connection);
        var owner = SqlRows.read(connection, OWNER, List.of(), row -> row.getString("name"));
        bus.requireOwn(owner.get(0), log, OWN_DATABASE);
    }
}
