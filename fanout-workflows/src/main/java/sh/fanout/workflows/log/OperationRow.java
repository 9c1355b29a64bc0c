package sh.fanout.workflows.log;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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

    /** What {@link #values} gives. */
    public static final String COLUMNS = "id, revision, kind, status, created~, changed~, plan, pace, actions, problem";

    private OperationRow() {}

    /** Gives the values of all columns. */
    public static @Nullable Object[] values(Operation operation, long revision, Function<Instant, Object> time) {
        return new @Nullable Object[] {
            operation.id(),
            revision,
            operation.plan().kind().name(),
            operation.status().name(),
            time.apply(operation.created()),
            time.apply(operation.changed()),
            FanoutJson.MAPPER.writeValueAsString(operation.plan()),
            FanoutJson.MAPPER.writeValueAsString(operation.pace()),
            FanoutJson.MAPPER.writeValueAsString(operation.actions()),
            operation.problem()
        };
    }

    public static Operation read(ResultSet row) throws SQLException {
        return new Operation(
                row.getString("id"),
                FanoutJson.MAPPER.readValue(row.getString("plan"), OperationPlan.class),
                OperationStatus.valueOf(row.getString("status")),
                FanoutJson.MAPPER.readValue(row.getString("pace"), OperationPace.class),
                Micros.instant(row, "created_micros"),
                Micros.instant(row, "changed_micros"),
                OperationProgress.UNKNOWN,
                List.of(FanoutJson.MAPPER.readValue(row.getString("actions"), OperationAction[].class)),
                row.getString("problem"));
    }

    /** Makes a page of what was read for it: {@link Cut#toRead}. */
    static OperationPage page(List<Operation> found, int limit) {
        var cut = Cut.of(found, limit, it -> new Position(it.created(), it.id()));
        return new OperationPage(cut.rows(), cut.next());
    }
}
