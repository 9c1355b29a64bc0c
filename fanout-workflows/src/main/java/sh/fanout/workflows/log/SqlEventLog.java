package sh.fanout.workflows.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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

/**
 * An event log in a SQL database: what is asked and written, in whatever words. On which connection a statement runs is up to
 * the {@link SqlDatabase}, how events are found to {@link EventReads}, and how rows are removed to the store alone.
 */
public abstract class SqlEventLog implements EventLog {

    private final SqlDatabase database;
    private final EventReads events;
    private final Statements statements;
    private final Dialect dialect;

    protected SqlEventLog(SqlDatabase database, EventReads events, Statements statements, Dialect dialect) {
        this.database = database;
        this.events = events;
        this.statements = statements;
        this.dialect = dialect;
    }

    @Override
    public void append(List<LoggedEvent> appended, List<DeadLetterEntry> letters) {
        database.write("store a batch of %d".formatted(appended.size() + letters.size()), connection -> {
            var erased = ErasedEvents.among(appended, letters, dialect, connection);
            write(erased.withoutEvents(appended), erased.withoutLetters(letters), connection);
        });
    }

    private void write(List<LoggedEvent> appended, List<DeadLetterEntry> letters, Connection connection)
            throws SQLException {
        var deliveries = new ArrayList<@Nullable Object[]>();
        appended.forEach(event -> deliveries.addAll(DeliveryRow.values(event, dialect.time())));
        letters.forEach(letter -> deliveries.add(DeliveryRow.values(letter, dialect.time())));
        // Deliveries first: who finds an event settled finds its deliveries settled, even without a transaction.
        statements.deliveries().write(deliveries, connection);
        statements.deadLetters().write(rows(letters, DeadLetterRow::values), connection);
        statements.events().write(rows(appended, EventRow::values), connection);
    }

    private <T> List<@Nullable Object[]> rows(
            List<T> all, BiFunction<T, Function<Instant, Object>, @Nullable Object[]> values) {
        return all.stream().map(it -> values.apply(it, dialect.time())).toList();
    }

    @Override
    public Optional<LoggedEvent> find(String eventId) {
        return database.ask("find event " + eventId, connection -> events.find(eventId, connection)).stream()
                .findFirst();
    }

    @Override
    public List<LoggedEvent> find(Collection<Position> positions) {
        return database.ask(
                "find %d events".formatted(positions.size()), connection -> events.find(positions, connection));
    }

    @Override
    public EventPage page(EventQuery query) {
        return database.ask("list events", connection -> events.page(query, connection));
    }

    @Override
    public EventPart scan(EventSelection selection, @Nullable Position after, int limit) {
        return database.ask("scan events", connection -> events.scan(selection, after, limit, connection));
    }

    @Override
    public EventPart newest(EventSelection selection, @Nullable Position before, int limit) {
        return database.ask("read events", connection -> events.newest(selection, before, limit, connection));
    }

    @Override
    public int count(EventSelection selection, @Nullable Position before, int limit) {
        return database.ask("count events", connection -> events.count(selection, before, limit, connection));
    }

    @Override
    public EventCounts counts(EventSelection selection, Steps steps) {
        return database.ask("count events by time", connection -> events.counts(selection, steps, connection));
    }

    @Override
    public Stats stats(StatsQuery query) {
        return database.ask(
                "count what has happened",
                connection -> StatsRows.read(query, what -> events.count(what, query, connection)));
    }

    @Override
    public Map<String, List<DeliveryCount>> deliveries(Collection<String> eventIds) {
        return database.ask("count deliveries", connection -> DeliveryCounts.read(eventIds, dialect, connection));
    }

    @Override
    public List<BlockedKey> blocked(int limit) {
        var sql = statements.blocked().formatted(limit);
        return database.ask(
                "list blocked keys", connection -> SqlRows.read(connection, sql, List.of(), DeliveryRow::blocked));
    }

    @Override
    public DeadLetterPage deadLetters(DeadLetterQuery query) {
        var wanted = SqlCondition.of(query, dialect);
        var sql = dialect.newest(DeadLetterRow.SUMMARY, "dead_letters", wanted, "parked~", Cut.toRead(query.limit()));
        return database.ask(
                "list dead letters",
                connection -> DeadLetterRow.page(
                        SqlRows.read(connection, sql, wanted.values(), DeadLetterRow::summary), query.limit()));
    }

    @Override
    public List<DeadLetterGroup> deadLetterGroups(DeadLetterQuery query, @Nullable Steps steps, int limit) {
        var wanted = SqlCondition.of(query.fromStart(), dialect);
        var sql = statements.deadLetterGroups().formatted(wanted.sql(), limit);
        return database.ask("group dead letters", connection -> {
            var groups = SqlRows.read(connection, sql, wanted.values(), DeadLetterRow::group);
            return ParkedCounts.of(groups, query, steps, dialect, connection);
        });
    }

    @Override
    public DeadLetterCount countDeadLetters(DeadLetterQuery query) {
        var wanted = SqlCondition.of(query.fromStart(), dialect);
        var sql = "SELECT COUNT(*) AS letters, COUNT(DISTINCT group_id) AS letter_groups FROM %s WHERE %s"
                .formatted(dialect.rows("dead_letters"), wanted.sql());
        return database.ask(
                "count dead letters",
                connection -> SqlRows.read(connection, sql, wanted.values(), DeadLetterRow::count)
                        .get(0));
    }

    @Override
    public Optional<DeadLetterEntry> deadLetterEntry(String eventId, String subscription) {
        var id = DeadLetterRow.id(eventId, subscription);
        return database
                .ask(
                        "find dead letter " + id,
                        connection ->
                                SqlRows.read(connection, statements.deadLetter(), List.of(id), DeadLetterRow::read))
                .stream()
                .findFirst();
    }

    @Override
    public boolean available() {
        return database.available();
    }

    @Override
    public String describe() {
        return database.describe();
    }

    @Override
    public void claim(BusName bus) {
        database.claim(bus);
    }

    @Override
    public String identity() {
        return database.identity();
    }

    @Override
    public void close() {
        database.close();
    }

    /**
     * What every store is asked, in its own words.
     *
     * @param events writes rows of events
     * @param deliveries writes rows of deliveries
     * @param deadLetters writes rows of dead letters
     * @param blocked with the limit to be put in
     * @param deadLetter of an id
     * @param deadLetterGroups with the condition and the limit to be put in
     */
    public record Statements(
            RowWriter events,
            RowWriter deliveries,
            RowWriter deadLetters,
            String blocked,
            String deadLetter,
            String deadLetterGroups) {}
}
