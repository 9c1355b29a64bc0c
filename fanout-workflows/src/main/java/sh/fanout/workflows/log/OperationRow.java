package sh.fanout.workflows.log;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import sh.fanout.log.Position;
import sh.fanout.operation.Operation;
import sh.fanout.operation.OperationAction;
import sh.fanout.operation.OperationPace;
import sh.fanout.operation.OperationPage;
import sh.fanout.operation.OperationPlan;
import sh.fanout.operation.OperationProgress;
import sh.fanout.operation.OperationStatus;
import sh.fanout.workflows.temporal.FanoutJson;

/** One operation as a row of a SQL table, as {@link EventRow} is for an event; its progress is no part of it. */
public final class OperationRow {

    /** The parameters of {@link #bind}, one per column. */
    public static final String PARAMETERS = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?";

    private static final OperationProgress UNKNOWN = new OperationProgress(0, 0, 0, 0, 0, null);

    private OperationRow() {}

    /** Sets, in this order: id, revision, kind, status, created, changed, plan, pace, actions, problem. */
    public static void bind(PreparedStatement row, Operation operation, long revision, Function<Instant, Object> time)
            throws SQLException {
        row.setString(1, operation.id());
        row.setLong(2, revision);
        row.setString(3, operation.plan().kind().name());
        row.setString(4, operation.status().name());
        row.setObject(5, time.apply(operation.created()));
        row.setObject(6, time.apply(operation.changed()));
        row.setString(7, FanoutJson.MAPPER.writeValueAsString(operation.plan()));
        row.setString(8, FanoutJson.MAPPER.writeValueAsString(operation.pace()));
        row.setString(9, FanoutJson.MAPPER.writeValueAsString(operation.actions()));
        row.setObject(10, operation.problem());
    }

    public static Operation read(ResultSet row) throws SQLException {
        return new Operation(
                row.getString("id"),
                FanoutJson.MAPPER.readValue(row.getString("plan"), OperationPlan.class),
                OperationStatus.valueOf(row.getString("status")),
                FanoutJson.MAPPER.readValue(row.getString("pace"), OperationPace.class),
                EventRow.instant(row.getLong("created_micros")),
                EventRow.instant(row.getLong("changed_micros")),
                UNKNOWN,
                List.of(FanoutJson.MAPPER.readValue(row.getString("actions"), OperationAction[].class)),
                row.getString("problem"));
    }

    /** Makes a page of {@code limit} operations at most; more than that in {@code found} says that another page follows. */
    public static OperationPage page(List<Operation> found, int limit) {
        if (found.size() <= limit) {
            return new OperationPage(found, null);
        }
        var last = found.get(limit - 1);
        return new OperationPage(found.subList(0, limit), new Position(last.created(), last.id()));
    }
}
