package sh.fanout.workflows.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sh.fanout.EventPattern;
import sh.fanout.deadletter.DeadLetterQuery;
import sh.fanout.log.EventSelection;
import sh.fanout.log.Position;
import sh.fanout.log.StatsQuery;
import sh.fanout.log.Steps;
import sh.fanout.operation.OperationItemQuery;
import sh.fanout.operation.OperationQuery;

/**
 * Which rows a query wants, as a SQL condition and the values of its parameters.
 *
 * @param sql the condition, to stand after WHERE
 * @param values one per parameter
 */
public record SqlCondition(String sql, List<Object> values) {

    private static final String ACCEPTED = "accepted";
    private static final String PARKED = "parked";
    private static final String CREATED = "created";
    private static final String SETTLED = "settled";

    public SqlCondition {
        values = List.copyOf(values);
    }

    /**
     * The condition of a selection, its filter apart.
     *
     * <p>What a pattern matches is decided by the pattern, which knows the rules, and not by the store: it is asked about
     * every type that the log has.
     *
     * @param connection not asked for the types unless there is a pattern
     */
    public static SqlCondition of(EventSelection events, Dialect dialect, Connection connection) throws SQLException {
        return new Clauses(ACCEPTED, dialect)
                .type(events.types() == null ? null : matching(events.types(), dialect, connection))
                .status(events.status())
                .equal("ordering_key", events.key())
                .tagged(events.tag())
                .equal("causation", events.causation())
                .between(events.from(), events.to())
                .all();
    }

    /**
     * Rows about types in a time.
     *
     * @param time the name of what must lie in it, such as {@code settled}
     */
    static SqlCondition during(String time, StatsQuery query, Dialect dialect, Connection connection)
            throws SQLException {
        return new Clauses(time, dialect)
                .type(query.types() == null ? null : matching(query.types(), dialect, connection))
                .between(query.steps().from(), query.steps().to())
                .all();
    }

    /** Dead letters that were parked in a time. */
    static SqlCondition parked(Steps steps, Dialect dialect) {
        return new Clauses(PARKED, dialect).between(steps.from(), steps.to()).all();
    }

    /** The types that a pattern matches. */
    public static List<String> matching(EventPattern types, Dialect dialect, Connection connection)
            throws SQLException {
        return types.matchesMany()
                ? types(dialect, connection).stream().filter(types::matches).toList()
                : List.of(types.text());
    }

    /** The types that the log has. */
    public static List<String> types(Dialect dialect, Connection connection) throws SQLException {
        return SqlRows.read(connection, dialect.types(), List.of(), row -> row.getString("type"));
    }

    /** The condition of a query, its cursor included. */
    public static SqlCondition of(DeadLetterQuery query, Dialect dialect) {
        return new Clauses(PARKED, dialect)
                .equal("type", query.type())
                .equal("subscription", query.subscription())
                .equal("status", query.status())
                .anyOf("group_id", query.groups())
                .between(query.from(), query.to())
                .beyond("<", query.after())
                .all();
    }

    /** The condition of a query, its cursor included. */
    public static SqlCondition of(OperationQuery query, Dialect dialect) {
        return new Clauses(CREATED, dialect)
                .equal("kind", query.kind())
                .equal("status", query.status())
                .beyond("<", query.after())
                .all();
    }

    /** The condition of a query, its cursor included. */
    public static SqlCondition of(OperationItemQuery query, Dialect dialect) {
        return new Clauses(SETTLED, dialect)
                .equal("operation", query.operation())
                .equal("status", query.status())
                .equal("subscription", query.subscription())
                .above("number", query.after())
                .all();
    }

    /** Events that were accepted before the one at a position; all, if there is none. */
    public static SqlCondition before(@Nullable Position position, Dialect dialect) {
        return new Clauses(ACCEPTED, dialect).beyond("<", position).all();
    }

    /** Events that were accepted after the one at a position; all, if there is none. */
    public static SqlCondition after(@Nullable Position position, Dialect dialect) {
        return new Clauses(ACCEPTED, dialect).beyond(">", position).all();
    }

    /** Events that were accepted before the one at a position, and that one. */
    public static SqlCondition upTo(Position position, Dialect dialect) {
        return new Clauses(ACCEPTED, dialect).beyond("<=", position).all();
    }

    /** Events that were accepted after the one at a position, and that one. */
    public static SqlCondition from(Position position, Dialect dialect) {
        return new Clauses(ACCEPTED, dialect).beyond(">=", position).all();
    }

    /** Rows with one of these values in a column. */
    public static SqlCondition oneOf(String column, Collection<String> values, Dialect dialect) {
        return new Clauses(ACCEPTED, dialect).oneOf(column, values).all();
    }

    /** Rows for which both hold. */
    public SqlCondition and(SqlCondition other) {
        return new SqlCondition(
                sql + " AND " + other.sql,
                Stream.concat(values.stream(), other.values.stream()).toList());
    }
}
