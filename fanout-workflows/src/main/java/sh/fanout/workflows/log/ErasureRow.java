package sh.fanout.workflows.log;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sh.fanout.erasure.Erasure;
import sh.fanout.workflows.temporal.FanoutJson;

/** One erasure as a row of a SQL table, as JSON. */
public final class ErasureRow {

    /** What {@link #values} gives. */
    public static final String COLUMNS = "id, revision, requested~, erasure";

    private ErasureRow() {}

    /** Gives the values of all columns. */
    public static @Nullable Object[] values(Erasure erasure, Function<Instant, Object> time) {
        return new @Nullable Object[] {
            erasure.id(),
            // Once it has ended, it stays so.
            erasure.ended() == null ? 0 : 1,
            time.apply(erasure.requested()),
            FanoutJson.MAPPER.writeValueAsString(erasure)
        };
    }

    public static Erasure read(ResultSet row) throws SQLException {
        return FanoutJson.MAPPER.readValue(row.getString("erasure"), Erasure.class);
    }
}
