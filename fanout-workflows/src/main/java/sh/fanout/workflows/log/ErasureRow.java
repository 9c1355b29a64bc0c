package sh.fanout.workflows.log;

import java.sql.ResultSet;
import java.sql.SQLException;
import sh.fanout.erasure.Erasure;
import sh.fanout.workflows.temporal.FanoutJson;

/** One erasure as a row of a SQL table, as JSON. */
public final class ErasureRow {

    private ErasureRow() {}

    /** Of two rows about one erasure the higher revision is the newer state. */
    public static int revision(Erasure erasure) {
        return erasure.ended() == null ? 0 : 1;
    }

    public static String json(Erasure erasure) {
        return FanoutJson.MAPPER.writeValueAsString(erasure);
    }

    public static Erasure read(ResultSet row) throws SQLException {
        return FanoutJson.MAPPER.readValue(row.getString("erasure"), Erasure.class);
    }
}
