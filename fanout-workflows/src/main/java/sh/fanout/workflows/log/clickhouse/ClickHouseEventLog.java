package sh.fanout.workflows.log.clickhouse;

import com.clickhouse.client.api.ClickHouseException;
import com.clickhouse.jdbc.Driver;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
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
 * The event log in a ClickHouse database, shared by any number of instances.
 *
 * <p>It opens while the server is away, and makes its tables when the server first answers; tables that are there already,
 * such as replicated ones, are used as they are. An acknowledged row survives a crash of the server process; whether it
 * survives a loss of power there is up to the server's own settings.
 */
public final class ClickHouseEventLog implements EventLog {

    private static final String SOCKET_TIMEOUT = "socket_timeout";
    /** What the longest statement may take, in milliseconds: to number a million items. */
    private static final String PATIENCE = "60000";

    private final Connection connection;
    private final Connection patient;
    private final String place;
    private volatile boolean tablesExist;

    private ClickHouseEventLog(Connection connection, Connection patient, String place) {
        this.connection = connection;
        this.patient = patient;
        this.place = place;
    }

    /**
     * Opens the log without asking the server for anything.
     *
     * @param jdbcUrl with an existing database, such as {@code jdbc:clickhouse://localhost:8123/fanout}
     * @param properties user, password and any other property of the driver; what stands in the URL wins
     * @throws FanoutException ({@code FANOUT-010}) if the driver cannot make sense of them
     */
    public static ClickHouseEventLog open(String jdbcUrl, Properties properties) {
        var place = jdbcUrl.replaceFirst("\\?.*", "").replaceFirst("^.*(//|@)", "");
        try {
            var settings = withTimeouts(properties);
            var connection = connect(jdbcUrl, settings);
            settings.setProperty(SOCKET_TIMEOUT, PATIENCE);
            return new ClickHouseEventLog(connection, connect(jdbcUrl, settings), place);
        } catch (SQLException | IllegalArgumentException e) {
            throw new FanoutException(
                    ErrorCode.INVALID_SETTING,
                    "The URL of the ClickHouse event log at '%s' cannot be used: %s.".formatted(place, e.getMessage()),
                    "Write it as jdbc:clickhouse://host:8123/database.",
                    e);
        }
    }

    /** One serves all threads: it opens no socket by itself, and has a pool of HTTP connections behind it. */
    private static Connection connect(String jdbcUrl, Properties settings) throws SQLException {
        var connection = new Driver().connect(jdbcUrl, settings);
        if (connection == null) {
            throw new SQLException("it does not begin with jdbc:clickhouse:");
        }
        return connection;
    }

    private static Properties withTimeouts(Properties properties) {
        var settings = new Properties();
        settings.setProperty("connection_timeout", "1500");
        settings.setProperty("connection_request_timeout", "3000");
        settings.setProperty(SOCKET_TIMEOUT, "5000");
        settings.setProperty("retry", "1");
        settings.setProperty("compress", "false");
        // A user's profile may answer inserts before they are written; an acknowledged row would then be none.
        settings.setProperty("clickhouse_setting_wait_for_async_insert", "1");
        properties.stringPropertyNames().forEach(name -> settings.setProperty(name, properties.getProperty(name)));
        return settings;
    }

    @Override
    public void append(List<LoggedEvent> events, List<DeadLetterEntry> letters) {
        ask("store a batch of %d".formatted(events.size() + letters.size()), () -> {
            var erased = ErasedEvents.among(events, letters, Tables.DIALECT, connection);
            insert(erased.withoutEvents(events), erased.withoutLetters(letters));
            return events;
        });
    }

    private void insert(List<LoggedEvent> events, List<DeadLetterEntry> letters) throws SQLException {
        // Deliveries first, so that who finds an event settled finds its deliveries settled.
        Tables.WRITE_DELIVERY.send(deliveries(events, letters), connection);
        Tables.WRITE_DEAD_LETTER.send(
                letters.stream()
                        .map(letter -> DeadLetterRow.values(letter, Tables::time))
                        .toList(),
                connection);
        Tables.WRITE_EVENT.send(
                events.stream()
                        .map(event -> EventRow.values(event, Tables::time))
                        .toList(),
                connection);
    }

    private static List<@Nullable Object[]> deliveries(List<LoggedEvent> events, List<DeadLetterEntry> letters) {
        var rows = new ArrayList<@Nullable Object[]>();
        for (var event : events) {
            var envelope = event.envelope();
            for (var delivery : event.deliveries()) {
                rows.add(DeliveryRow.values(envelope.id(), envelope.type(), event.accepted(), delivery, Tables::time));
            }
        }
        for (var entry : letters) {
            var summary = entry.letter().summary();
            var delivery = entry.letter().delivery();
            rows.add(DeliveryRow.values(
                    summary.eventId(), summary.eventType(), entry.accepted(), delivery, Tables::time));
        }
        return rows;
    }

    @Override
    public Optional<LoggedEvent> find(String eventId) {
        return ask("find event " + eventId, () -> EventReads.find(eventId, connection)).stream()
                .findFirst();
    }

    @Override
    public List<LoggedEvent> find(Collection<Position> events) {
        return ask("find %d events".formatted(events.size()), () -> EventReads.find(events, connection));
    }

    @Override
    public EventPage page(EventQuery query) {
        return ask("list events", () -> EventPages.page(query, connection));
    }

    @Override
    public EventPart scan(EventSelection events, @Nullable Position after, int limit) {
        return ask("scan events", () -> EventReads.scan(events, after, limit, connection));
    }

    @Override
    public EventPart newest(EventSelection events, @Nullable Position before, int limit) {
        return ask("read events", () -> EventReads.newest(events, before, limit, connection));
    }

    @Override
    public int count(EventSelection events, @Nullable Position before, int limit) {
        return ask("count events", () -> EventReads.count(events, before, limit, connection));
    }

    @Override
    public Stats stats(StatsQuery query) {
        return ask("count what has happened", () -> EventReads.stats(query, connection));
    }

    @Override
    public EventCounts counts(EventSelection events, Steps steps) {
        return ask("count events by time", () -> EventReads.counts(events, steps, connection));
    }

    @Override
    public Map<String, List<DeliveryCount>> deliveries(Collection<String> eventIds) {
        return ask("count deliveries", () -> EventReads.deliveries(eventIds, connection));
    }

    @Override
    public List<BlockedKey> blocked(int limit) {
        return ask(
                "list blocked keys",
                () -> SqlRows.read(connection, Tables.BLOCKED, List.of(limit, limit), DeliveryRow::blocked));
    }

    @Override
    public DeadLetterPage deadLetters(DeadLetterQuery query) {
        var wanted = Condition.of(query, Tables.DIALECT);
        var sql = Tables.DEAD_LETTERS.formatted(wanted.sql(), query.limit() + 1);
        return ask(
                "list dead letters",
                () -> DeadLetterRow.page(
                        SqlRows.read(connection, sql, wanted.values(), DeadLetterRow::summary), query.limit()));
    }

    @Override
    public List<DeadLetterGroup> deadLetterGroups(DeadLetterQuery query, @Nullable Steps steps, int limit) {
        var wanted = Condition.of(query.fromStart(), Tables.DIALECT);
        var sql = Tables.DEAD_LETTER_GROUPS.formatted(wanted.sql(), limit);
        return ask("group dead letters", () -> {
            var groups = SqlRows.read(connection, sql, wanted.values(), DeadLetterRow::group);
            return ParkedCounts.of(groups, query, steps, Tables.DIALECT, connection);
        });
    }

    @Override
    public DeadLetterCount countDeadLetters(DeadLetterQuery query) {
        var wanted = Condition.of(query.fromStart(), Tables.DIALECT);
        var sql = Tables.COUNT_DEAD_LETTERS.formatted(wanted.sql());
        return ask(
                "count dead letters",
                () -> SqlRows.read(connection, sql, wanted.values(), DeadLetterRow::count)
                        .get(0));
    }

    @Override
    public Optional<DeadLetterEntry> deadLetterEntry(String eventId, String subscription) {
        var id = DeadLetterRow.id(eventId, subscription);
        return ask(
                "find dead letter " + id,
                () -> SqlRows.read(connection, Tables.FIND_DEAD_LETTER, List.of(id), DeadLetterRow::read).stream()
                        .findFirst());
    }

    <T> T ask(String purpose, Question<T> question) {
        try {
            if (!tablesExist) {
                Tables.create(connection);
                tablesExist = true;
            }
            return question.ask();
        } catch (SQLException | ClickHouseException e) {
            tablesExist = false;
            throw new EventLogUnreachableException(describe(), purpose, e);
        }
    }

    @Override
    public OperationLog operations() {
        return new ClickHouseOperations(this, connection, patient);
    }

    @Override
    public Forgotten forget(Instant before) {
        return ask("forget what is old", () -> new Forgetting(patient).forget(before));
    }

    @Override
    public ErasureLog erasures() {
        return new ClickHouseErasures(this, connection, patient);
    }

    @Override
    public Duration linger() {
        return Duration.ofMillis(100);
    }

    @Override
    public boolean available() {
        try {
            return ask(
                                    "be reached",
                                    () -> SqlRows.read(
                                            connection, "SELECT 1 AS one", List.of(), row -> row.getInt("one")))
                            .size()
                    == 1;
        } catch (EventLogUnreachableException e) {
            return false;
        }
    }

    @Override
    public String describe() {
        return "ClickHouse at " + place;
    }

    @Override
    public String identity() {
        return place;
    }

    @Override
    public boolean shared() {
        return true;
    }

    @Override
    public void close() {
        try (connection;
                patient) {
            // Closes both.
        } catch (SQLException e) {
            throw new EventLogUnreachableException(describe(), "be closed", e);
        }
    }

    @FunctionalInterface
    interface Question<T> {
        T ask() throws SQLException;
    }
}
