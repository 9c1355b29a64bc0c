package sh.fanout.workflows.log.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;
import sh.fanout.workflows.log.BusName;
import sh.fanout.workflows.log.EventLogUnreachableException;
import sh.fanout.workflows.log.SqlDatabase;
import sh.fanout.workflows.log.SqlRows;

/** The file, with one connection that writes, a few that read what is short, and one more for each that takes its time. */
final class SqliteDatabase implements SqlDatabase {

    private static final int BUSY_MILLIS = 5_000;
    private static final int MAX_LEFT_OVER_WAL = 64 << 20;
    private static final int PAGES_BETWEEN_CHECKPOINTS = 8_000;
    private static final int CACHE_KIB = 16 << 10;
    private static final long MAX_MAPPED = 1L << 30;

    private final Path file;
    private final Path database;
    private final DatabaseLock ownership;
    private final Connection writer;
    private final Readers readers;
    private final String identity;
    private final ReentrantLock writing = new ReentrantLock();

    private SqliteDatabase(Path file, DatabaseLock ownership, Path database) throws SQLException {
        this.file = file;
        this.database = database;
        this.ownership = ownership;
        writer = connect(database);
        try {
            checkPointSeldom(writer);
            writer.setAutoCommit(false);
            identity = SqliteTables.create(writer);
            readers = new Readers(() -> connect(database));
        } catch (SQLException e) {
            writer.close();
            throw e;
        }
    }

    /** As {@link SqliteEventLog#open} promises. */
    static SqliteDatabase open(Path file) {
        try {
            var beside = file.toAbsolutePath().resolveSibling("");
            var folder = Files.createDirectories(beside).toRealPath();
            var database = Files.exists(file) ? file.toRealPath() : folder.resolve(file.getFileName());
            var ownership = DatabaseLock.take(database);
            try {
                keepNativeLibraryIn(folder);
                return new SqliteDatabase(file, ownership, database);
            } catch (SQLException e) {
                ownership.close();
                throw e;
            }
        } catch (IOException | SQLException e) {
            throw new EventLogUnreachableException(describe(file), "be opened", e);
        }
    }

    /** The driver unpacks its library anew in each process, and a killed one leaves it behind: not in the system's folder. */
    private static void keepNativeLibraryIn(Path folder) {
        if (System.getProperty("org.sqlite.tmpdir") == null) {
            System.setProperty("org.sqlite.tmpdir", folder.toString());
        }
    }

    private static Connection connect(Path database) throws SQLException {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setJournalSizeLimit(MAX_LEFT_OVER_WAL);
        config.setCacheSize(-CACHE_KIB);
        // Else the driver asks for the last row's number after every row.
        config.setGetGeneratedKeys(false);
        // Else what was erased could still be read in the file.
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
        config.setPragma(SQLiteConfig.Pragma.MMAP_SIZE, Long.toString(MAX_MAPPED));
        return config.createConnection("jdbc:sqlite:" + database);
    }

    /** A page that many rows have changed is then copied into the file once, and not for each of them. */
    private static void checkPointSeldom(Connection writer) throws SQLException {
        try (var statement = writer.createStatement()) {
            statement.execute("PRAGMA wal_autocheckpoint = " + PAGES_BETWEEN_CHECKPOINTS);
        }
    }

    /** Does one transaction, by itself on the one connection that writes. */
    @Override
    public void write(String purpose, Work transaction) {
        writing.lock();
        try {
            commit(transaction);
        } catch (SQLException e) {
            throw new EventLogUnreachableException(describe(), purpose, e);
        } finally {
            writing.unlock();
        }
    }

    private void commit(Work transaction) throws SQLException {
        try {
            transaction.on(writer);
            writer.commit();
        } catch (SQLException | RuntimeException e) {
            writer.rollback();
            throw e;
        }
    }

    @Override
    public <T> T ask(String purpose, Question<T> question) {
        try {
            return readers.ask(question);
        } catch (SQLException e) {
            throw new EventLogUnreachableException(describe(), purpose, e);
        }
    }

    /** Reads on a connection of its own, for as long as it takes. */
    <T> List<T> readAtLeisure(String purpose, String sql, List<?> values, SqlRows.Reader<T> reader) {
        try (var connection = connect(database)) {
            return SqlRows.read(connection, sql, values, reader);
        } catch (SQLException e) {
            throw new EventLogUnreachableException(describe(), purpose, e);
        }
    }

    @Override
    public void claim(BusName bus) {
        write("be claimed", connection -> SqliteTables.claim(bus, connection, describe()));
    }

    @Override
    public boolean available() {
        try {
            return readers.ask(connection -> connection.isValid(1));
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public String describe() {
        return describe(file);
    }

    private static String describe(Path file) {
        return "SQLite at " + file.toAbsolutePath().normalize();
    }

    @Override
    public String identity() {
        return identity;
    }

    /** Ends after the reads and writes at work; what comes later fails. */
    @Override
    public void close() {
        writing.lock();
        try (ownership;
                writer;
                readers) {
            // Closes in reverse: who owns the file next must find nobody in it.
        } catch (SQLException | IOException e) {
            throw new EventLogUnreachableException(describe(), "be closed", e);
        } finally {
            writing.unlock();
        }
    }
}
