package sh.fanout.workflows.log.sqlite;

import sh.fanout.workflows.log.ItemRow;
import sh.fanout.workflows.log.OperationRow;
import sh.fanout.workflows.log.RowWriter;
import sh.fanout.workflows.log.SqlRows;

/**
 * The tables of operations, and the statements on them.
 *
 * <p>Items are planned in one table, in any order, and copied to another in the order of their numbers, so that the work
 * reads along the table as it lies.
 */
final class SqliteOperationTables {

    static final String[] CREATE = {
        """
        CREATE TABLE IF NOT EXISTS operations (
            id TEXT PRIMARY KEY, revision INTEGER NOT NULL, kind TEXT NOT NULL, status TEXT NOT NULL,
            created_micros INTEGER NOT NULL, changed_micros INTEGER NOT NULL, plan TEXT NOT NULL, pace TEXT NOT NULL,
            actions TEXT NOT NULL, problem TEXT)""",
        """
        CREATE TABLE IF NOT EXISTS planned_items (
            operation TEXT NOT NULL, event_id TEXT NOT NULL, subscription TEXT NOT NULL, event_type TEXT NOT NULL,
            accepted_micros INTEGER NOT NULL, time_micros INTEGER NOT NULL, stream TEXT, ordering_key TEXT,
            position INTEGER, status TEXT NOT NULL, reason TEXT, turn_micros INTEGER,
            UNIQUE (operation, event_id, subscription))""",
        """
        CREATE TABLE IF NOT EXISTS operation_items (
            operation TEXT NOT NULL, number INTEGER NOT NULL, event_id TEXT NOT NULL, subscription TEXT NOT NULL,
            event_type TEXT NOT NULL, accepted_micros INTEGER NOT NULL, time_micros INTEGER NOT NULL, stream TEXT,
            ordering_key TEXT, status TEXT NOT NULL, reason TEXT, left_out INTEGER NOT NULL, settled_micros INTEGER,
            PRIMARY KEY (operation, number)) WITHOUT ROWID""",
        "CREATE INDEX IF NOT EXISTS operations_newest ON operations (created_micros DESC, id DESC)",
        "CREATE INDEX IF NOT EXISTS items_by_status ON operation_items (operation, status, number)",
        "CREATE INDEX IF NOT EXISTS items_by_subscription ON operation_items (operation, subscription, status, number)",
    };

    static final RowWriter WRITE = SqliteTables.upsert("operations", OperationRow.COLUMNS, "id");

    static final String ADD = "INSERT OR REPLACE INTO planned_items (%s) VALUES (%s)"
            .formatted(SqliteTables.DIALECT.names(ItemRow.PLANNED), SqlRows.parameters(ItemRow.PLANNED));

    /** No item in a lane is before those in front of it, whatever its time says: finds those whose turn is not known so. */
    static final String FIND_TURNS = """
            SELECT row, turn FROM (
                SELECT rowid AS row, IFNULL(turn_micros, time_micros) AS known, MAX(time_micros) OVER (
                    PARTITION BY stream, ordering_key, subscription ORDER BY position, event_id
                    ROWS UNBOUNDED PRECEDING) AS turn
                FROM planned_items WHERE operation = ? AND position IS NOT NULL AND ordering_key IS NOT NULL)
            WHERE turn <> known""";

    static final String SET_TURN = "UPDATE planned_items SET turn_micros = ? WHERE rowid = ?";

    static final String IN_ORDER = """
            SELECT rowid AS row FROM planned_items WHERE operation = ?
            ORDER BY IFNULL(turn_micros, time_micros), IFNULL(position, 0), event_id, subscription""";

    static final String IS_PLANNED = "SELECT 1 FROM planned_items WHERE rowid = ? AND operation = ?";

    /** Leaves an item that has this number already as it is, with what has become of it. */
    static final String NUMBER = """
            INSERT INTO operation_items
            SELECT operation, ?, event_id, subscription, event_type, accepted_micros, time_micros, stream, ordering_key, status,
                reason, reason IS NOT NULL, NULL
            FROM planned_items WHERE rowid = ? AND operation = ?
            ON CONFLICT (operation, number) DO UPDATE SET event_id = excluded.event_id, subscription = excluded.subscription,
                event_type = excluded.event_type, accepted_micros = excluded.accepted_micros,
                time_micros = excluded.time_micros, stream = excluded.stream, ordering_key = excluded.ordering_key,
                status = excluded.status, reason = excluded.reason, left_out = excluded.left_out, settled_micros = NULL
            WHERE event_id <> excluded.event_id OR subscription <> excluded.subscription OR left_out <> excluded.left_out""";

    static final String ITEMS =
            "SELECT * FROM operation_items WHERE operation = ? AND number > ? ORDER BY number LIMIT ?";

    /** With the condition and the limit to be put in. */
    static final String ITEM_PAGE = "SELECT * FROM operation_items WHERE %s ORDER BY number LIMIT %d";

    static final String SETTLE = """
            UPDATE operation_items SET status = ?, reason = ?, settled_micros = ?
            WHERE operation = ? AND number = ? AND status = 'PENDING'""";

    static final String FORGET = "DELETE FROM operations WHERE id = ?";

    static final String DROP_PLANNED = """
            DELETE FROM planned_items WHERE rowid IN (SELECT rowid FROM planned_items WHERE operation = ? LIMIT ?)""";

    static final String DROP = """
            DELETE FROM operation_items WHERE (operation, number) IN (
                SELECT operation, number FROM operation_items WHERE operation = ? LIMIT ?)""";

    static final String DROP_ABOVE = "DELETE FROM operation_items WHERE operation = ? AND number > ?";

    private SqliteOperationTables() {}
}
