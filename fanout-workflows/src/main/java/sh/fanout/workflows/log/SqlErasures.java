package sh.fanout.workflows.log;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import sh.fanout.erasure.Erasure;

/** The erasures that a SQL database knows of; how it erases is up to the store. */
public abstract class SqlErasures implements ErasureLog {

    private final SqlDatabase database;
    private final RowWriter erasures;
    private final Dialect dialect;

    protected SqlErasures(SqlDatabase database, RowWriter erasures, Dialect dialect) {
        this.database = database;
        this.erasures = erasures;
        this.dialect = dialect;
    }

    @Override
    public void write(Erasure erasure) {
        var row = Collections.singletonList(ErasureRow.values(erasure, dialect.time()));
        database.write("store erasure " + erasure.id(), connection -> erasures.write(row, connection));
    }

    @Override
    public Optional<Erasure> find(String id) {
        return read("WHERE id = ?", id).stream().findFirst();
    }

    @Override
    public List<Erasure> newest(int limit) {
        return read(dialect.names("ORDER BY requested~ DESC, id DESC LIMIT ?"), limit);
    }

    private List<Erasure> read(String which, Object value) {
        var sql = "SELECT erasure FROM %s %s".formatted(dialect.rows("erasures"), which);
        return database.ask(
                "find erasures", connection -> SqlRows.read(connection, sql, List.of(value), ErasureRow::read));
    }
}
