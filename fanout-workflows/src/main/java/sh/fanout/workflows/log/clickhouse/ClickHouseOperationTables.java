package sh.fanout.workflows.log.clickhouse;

import sh.fanout.workflows.log.ItemRow;
import sh.fanout.workflows.log.OperationRow;

/**
 * The tables of operations, and the statements on them.
 *
 * <p>Items are planned in one table, in any order, and copied to another in the order of their numbers, so that the work
 * reads a range of its primary key. What becomes of an item is a further row with a version that is the higher the earlier
 * it has settled. Every statement that reads says FINAL.
 */
final class ClickHouseOperationTables {

    static final String[] CREATE = {
        """
        CREATE TABLE IF NOT EXISTS fanout_operations (
            id String, revision UInt64, kind LowCardinality(String), status LowCardinality(String),
            created DateTime64(6, 'UTC'), changed DateTime64(6, 'UTC'), plan String, pace String, actions String,
            problem Nullable(String)
        ) ENGINE = ReplacingMergeTree(revision) ORDER BY id""", """
        CREATE TABLE IF NOT EXISTS fanout_planned_items (
            operation String, event_id String, subscription LowCardinality(String), event_type LowCardinality(String),
            accepted DateTime64(6, 'UTC'), time DateTime64(6, 'UTC'), stream LowCardinality(Nullable(String)),
            ordering_key Nullable(String), position Nullable(Int64), status LowCardinality(String), reason Nullable(String)
        ) ENGINE = ReplacingMergeTree ORDER BY (operation, event_id, subscription)""", """
        CREATE TABLE IF NOT EXISTS fanout_operation_items (
            operation String, event_id String, subscription LowCardinality(String), event_type LowCardinality(String),
            accepted DateTime64(6, 'UTC'), time DateTime64(6, 'UTC'), stream LowCardinality(Nullable(String)),
            ordering_key Nullable(String), position Nullable(Int64), status LowCardinality(String), reason Nullable(String),
            left_out Bool, number UInt64, version UInt64, settled Nullable(DateTime64(6, 'UTC'))
        ) ENGINE = ReplacingMergeTree(version) ORDER BY (operation, number)""",
    };

    private static final String PLANNED = ClickHouseTables.DIALECT.names(ItemRow.PLANNED);

    static final Insert WRITE = Insert.into("fanout_operations", OperationRow.COLUMNS);

    static final Insert ADD = Insert.into("fanout_planned_items", ItemRow.PLANNED);

    /** No item in a lane is before those in front of it, whatever its time says. */
    private static final String TURN = """
            if(isNull(position) OR isNull(ordering_key), time, max(time) OVER (
                PARTITION BY stream, ordering_key, subscription, isNull(position) ORDER BY position, event_id
                ROWS UNBOUNDED PRECEDING))""";

    static final String NUMBER = """
            INSERT INTO fanout_operation_items (%1$s, left_out, number, version, settled)
            SELECT %1$s, isNotNull(reason),
                row_number() OVER (ORDER BY turn, ifNull(position, 0), event_id, subscription), 0, NULL
            FROM (SELECT *, %2$s AS turn FROM fanout_planned_items FINAL WHERE operation = ?)""".formatted(PLANNED, TURN);

    /** Numbered before, when there were more of them: each has a lower number by now. Erased ones have no event. */
    static final String NUMBERED_AGAIN = """
            SELECT number FROM (
                SELECT number, min(number) OVER (PARTITION BY event_id, subscription) AS first
                FROM fanout_operation_items FINAL WHERE operation = ? AND event_id <> '')
            WHERE number > first""";

    static final String LAST_NUMBER =
            "SELECT max(number) AS number FROM fanout_operation_items FINAL WHERE operation = ?";

    private static final String ITEM = ClickHouseTables.DIALECT.selected("""
            number, event_id, subscription, event_type, accepted~, time~, stream, ordering_key, position, status, reason, \
            left_out, settled~""");

    /** With the condition to be put in. */
    static final String ITEMS = "SELECT " + ITEM + " FROM fanout_operation_items FINAL WHERE %s ORDER BY number";

    /** With the condition and the limit to be put in: only the numbers of all that the condition leaves are merged. */
    static final String FIND_NUMBERS =
            "number IN (SELECT number FROM fanout_operation_items FINAL WHERE %s ORDER BY number LIMIT %d)";

    static final Insert SETTLE =
            Insert.into("fanout_operation_items", ItemRow.PLANNED + ", left_out, number, version, settled~");

    /** With the numbers to be put in. */
    static final String DROP_SOME = "DELETE FROM fanout_operation_items WHERE operation = ? AND number IN (%s)";

    static final String DROP_PLANNED = "DELETE FROM fanout_planned_items WHERE operation = ?";

    static final String DROP = "DELETE FROM fanout_operation_items WHERE operation = ?";

    private ClickHouseOperationTables() {}
}
