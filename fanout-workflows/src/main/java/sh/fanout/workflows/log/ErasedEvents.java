package sh.fanout.workflows.log;

import static java.util.function.Predicate.not;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import sh.fanout.log.LoggedEvent;
import sh.fanout.workflows.temporal.Sha256;

/** Events that are known to be erased, by nothing but a digest of their ids. */
public final class ErasedEvents {

    private final Set<String> digests;

    private ErasedEvents(Collection<String> digests) {
        this.digests = Set.copyOf(digests);
    }

    /** Those of the events that a batch is about. */
    public static ErasedEvents among(
            List<LoggedEvent> events, List<DeadLetterEntry> letters, Dialect dialect, Connection connection)
            throws SQLException {
        var table = dialect.rows("erased_events");
        if (read("SELECT digest FROM " + table + " LIMIT 1", List.of(), connection)
                .isEmpty()) {
            return new ErasedEvents(List.of());
        }
        var ids = Stream.concat(
                events.stream().map(it -> it.envelope().id()),
                letters.stream().map(it -> it.letter().summary().eventId()));
        var digests = ids.distinct().map(ErasedEvents::digest).toList();
        return new ErasedEvents(SqlRows.readInParts(digests, part -> {
            var wanted = SqlCondition.oneOf("digest", part, dialect);
            return read("SELECT digest FROM %s WHERE %s".formatted(table, wanted.sql()), wanted.values(), connection);
        }));
    }

    private static List<String> read(String sql, List<?> values, Connection connection) throws SQLException {
        return SqlRows.read(connection, sql, values, row -> row.getString("digest"));
    }

    public List<LoggedEvent> withoutEvents(List<LoggedEvent> events) {
        return digests.isEmpty()
                ? events
                : events.stream().filter(not(it -> has(it.envelope().id()))).toList();
    }

    public List<DeadLetterEntry> withoutLetters(List<DeadLetterEntry> letters) {
        return digests.isEmpty()
                ? letters
                : letters.stream()
                        .filter(not(it -> has(it.letter().summary().eventId())))
                        .toList();
    }

    private boolean has(String eventId) {
        return digests.contains(digest(eventId));
    }

    /** The SHA-256 of a text, in hexadecimal digits. */
    public static String digest(String text) {
        return Sha256.hex(text);
    }
}
