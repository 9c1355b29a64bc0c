package sh.fanout.workflows.log.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import sh.fanout.deadletter.DeadLetterCount;
import sh.fanout.deadletter.DeadLetterGroup;
import sh.fanout.deadletter.DeadLetterPage;
import sh.fanout.deadletter.DeadLetterQuery;
import sh.fanout.lane.BlockedKey;
import sh.fanout.log.DeliveryCount;
import sh.fanout.log.EventCounts;
import sh.fanout.log.EventPage;
import sh.fanout.log.EventQuery;
import sh.fanout.log.EventSelection;
import sh.fanout.log.LoggedEvent;
import sh.fanout.log.Position;
import sh.fanout.log.Stats;
import sh.fanout.log.StatsQuery;
import sh.fanout.log.Steps;
import sh.fanout.workflows.log.Condition;
import sh.fanout.workflows.log.DeadLetterEntry;
import sh.fanout.workflows.log.DeadLetterRow;
import sh.fanout.workflows.log.DeliveryRow;
import sh.fanout.workflows.log.ErasedEvents;
import sh.fanout.workflows.log.ErasureLog;
import sh.fanout.workflows.log.EventLog;
import sh.fanout.workflows.log.EventLogUnreachableException;
import sh.fanout.workflows.log.EventPart;
import sh.fanout.workflows.log.EventRow;
import sh.fanout.workflows.log.Forgotten;
import sh.fanout.workflows.log.OperationLog;
import sh.fanout.workflows.log.ParkedCounts;
import sh.fanout.workflows.log.SqlRows;

/**
 * The event log in one SQLite file, which belongs to one process at a time.
 *
 * <p>An acknowledged row survives the end of the process, a {@code kill -9} included. A loss of power may take the last
 * ones: the write-ahead log is not forced to the disk at each commit. The file must not be on a network drive.
 */
public final class SqliteEventLog implements EventLog {

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

    private SqliteEventLog(Path file, DatabaseLock ownership, Path database) throws SQLException {
        this.file = file;
        this.database = database;
        this.ownership = ownership;
        writer = connect(database);
        try {
            checkPointSeldom(writer);
            writer.setAutoCommit(false);
            identity = Schema.create(writer);
            readers = new Readers(() -> connect(database));
        } catch (SQLException e) {
            writer.close();
            throw e;
        }
    }

    /**
     * Opens the file, and creates it with its folder if there is none.
     *
     * @throws sh.fanout.FanoutException ({@code FANOUT-007}) if another process, or this one, has it open; ({@code FANOUT-011})
     *     if it cannot be written
     */
    public static SqliteEventLog open(Path file) {
        try {
            var beside = file.toAbsolutePath().resolveSibling("");
            var folder = Files.createDirectories(beside).toRealPath();
            var database = Files.exists(file) ? file.toRealPath() : folder.resolve(file.getFileName());
            var ownership = DatabaseLock.take(database);
            try {
                keepNativeLibraryIn(folder);
                return new SqliteEventLog(file, ownership, database);
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

    @Override
    public void append(List<LoggedEvent> events, List<DeadLetterEntry> letters) {
        write(
                "store a batch of %d".formatted(events.size() + letters.size()),
                connection -> write(events, letters, connection));
    }

    /** Does one transaction, by itself on the one connection that writes. */
    void write(String purpose, Transaction transaction) {
        writing.lock();
        try {
            commit(transaction);
        } catch (SQLException e) {
            throw new EventLogUnreachableException(describe(), purpose, e);
        } finally {
            writing.unlock();
        }
    }

    private void commit(Transaction transaction) throws SQLException {
        try {
            transaction.on(writer);
            writer.commit();
        } catch (SQLException | RuntimeException e) {
            writer.rollback();
            throw e;
        }
    }

    private static void write(List<LoggedEvent> events, List<DeadLetterEntry> letters, Connection connection)
            throws SQLException {
        try (var event = connection.prepareStatement(Schema.WRITE_EVENT);
                var delivery = connection.prepareStatement(Schema.WRITE_DELIVERY);
                var letter = connection.prepareStatement(Schema.WRITE_DEAD_LETTER)) {
            var erased = ErasedEvents.among(events, letters, Schema.DIALECT, connection);
            for (var logged : erased.withoutEvents(events)) {
                SqlRows.set(event, EventRow.values(logged, EventRow::micros));
                event.executeUpdate();
                var envelope = logged.envelope();
                for (var one : logged.deliveries()) {
                    SqlRows.set(
                            delivery,
                            DeliveryRow.values(
                                    envelope.id(), envelope.type(), logged.accepted(), one, EventRow::micros));
                    delivery.executeUpdate();
                }
            }
            for (var entry : erased.withoutLetters(letters)) {
                SqlRows.set(letter, DeadLetterRow.values(entry, EventRow::micros));
                letter.executeUpdate();
                var summary = entry.letter().summary();
                SqlRows.set(
                        delivery,
                        DeliveryRow.values(
                                summary.eventId(),
                                summary.eventType(),
                                entry.accepted(),
                                entry.letter().delivery(),
                                EventRow::micros));
                delivery.executeUpdate();
            }
        }
    }

    @Override
    public Optional<LoggedEvent> find(String eventId) {
        return read("find event " + eventId, connection -> EventReads.find(eventId, connection)).stream()
                .findFirst();
    }

    @Override
    public List<LoggedEvent> find(Collection<Position> events) {
        return read("find %d events".formatted(events.size()), connection -> EventReads.find(events, connection));
    }

    @Override
    public EventPage page(EventQuery query) {
        return read("list events", connection -> EventReads.page(query, connection));
    }

    @Override
    public EventPart scan(EventSelection events, @Nullable Position after, int limit) {
        return read("scan events", connection -> EventReads.scan(events, after, limit, connection));
    }

    @Override
    public EventPart newest(EventSelection events, @Nullable Position before, int limit) {
        return read("read events", connection -> EventReads.newest(events, before, limit, connection));
    }

    @Override
    public int count(EventSelection events, @Nullable Position before, int limit) {
        return read("count events", connection -> EventReads.count(events, before, limit, connection));
    }

    @Override
    public Stats stats(StatsQuery query) {
        return read("count what has happened", connection -> EventReads.stats(query, connection));
    }

    @Override
    public EventCounts counts(EventSelection events, Steps steps) {
        return read("count events by time", connection -> EventReads.counts(events, steps, connection));
    }

    @Override
    public Map<String, List<DeliveryCount>> deliveries(Collection<String> eventIds) {
        return read("count deliveries", connection -> EventReads.deliveries(eventIds, connection));
    }

    @Override
    public List<BlockedKey> blocked(int limit) {
        return read(
                "list blocked keys",
                connection -> SqlRows.read(connection, Schema.BLOCKED, List.of(limit), DeliveryRow::blocked));
    }

    @Override
    public DeadLetterPage deadLetters(DeadLetterQuery query) {
        var wanted = Condition.of(query, Schema.DIALECT);
        var sql = Schema.DEAD_LETTERS.formatted(wanted.sql(), query.limit() + 1);
        return read(
                "list dead letters",
                connection -> DeadLetterRow.page(
                        SqlRows.read(connection, sql, wanted.values(), DeadLetterRow::summary), query.limit()));
    }

    @Override
    public List<DeadLetterGroup> deadLetterGroups(DeadLetterQuery query, @Nullable Steps steps, int limit) {
        var wanted = Condition.of(query.fromStart(), Schema.DIALECT);
        var sql = Schema.DEAD_LETTER_GROUPS.formatted(wanted.sql(), limit);
        return read("group dead letters", connection -> {
            var groups = SqlRows.read(connection, sql, wanted.values(), DeadLetterRow::group);
            return ParkedCounts.of(groups, query, steps, Schema.DIALECT, connection);
        });
    }

    @Override
    public DeadLetterCount countDeadLetters(DeadLetterQuery query) {
        var wanted = Condition.of(query.fromStart(), Schema.DIALECT);
        var sql = Schema.COUNT_DEAD_LETTERS.formatted(wanted.sql());
        return read(
                "count dead letters",
                connection -> SqlRows.read(connection, sql, wanted.values(), DeadLetterRow::count)
                        .get(0));
    }

    @Override
    public Optional<DeadLetterEntry> deadLetterEntry(String eventId, String subscription) {
        var id = DeadLetterRow.id(eventId, subscription);
        return read(
                "find dead letter " + id,
                connection ->
                        SqlRows.read(connection, Schema.FIND_DEAD_LETTER, List.of(id), DeadLetterRow::read).stream()
                                .findFirst());
    }

    <T> T read(String purpose, Readers.Query<T> query) {
        try {
            return readers.read(query);
        } catch (SQLException e) {
            throw new EventLogUnreachableException(describe(), purpose, e);
        }
    }

    /** Reads on a connection of its own, for as long as it takes: the readers are for what is short. */
    <T> List<T> readAtLeisure(String purpose, String sql, List<?> values, SqlRows.Reader<T> reader) {
        try (var connection = connect(database)) {
            return SqlRows.read(connection, sql, values, reader);
        } catch (SQLException e) {
            throw new EventLogUnreachableException(describe(), purpose, e);
        }
    }

    @Override
    public OperationLog operations() {
        return new SqliteOperations(this);
    }

    @Override
    public Forgotten forget(Instant before) {
        return new Forgetting(this, new SqliteOperations(this)).forget(before);
    }

    @Override
    public ErasureLog erasures() {
        return new SqliteErasures(this);
    }

    @Override
    public Duration linger() {
        return Duration.ofMillis(5);
    }

    @Override
    public boolean available() {
        try {
            return readers.read(connection -> connection.isValid(1));
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public String describe() {
        return describe(file);
    }

    private static String describe(Path file) {
        return "SQLite at " + file;
    }

    @Override
    public String identity() {
        return identity;
    }

    @Override
    public boolean shared() {
        return false;
    }

    /** Ends after the reads and writes at work; what comes later fails with {@code FANOUT-011}. */
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

    /** Statements that are done together. */
    @FunctionalInterface
    interface Transaction {
        void on(Connection connection) throws SQLException;
    }
}
