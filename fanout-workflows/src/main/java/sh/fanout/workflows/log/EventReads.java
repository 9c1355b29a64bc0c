package sh.fanout.workflows.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.log.EventCounts;
import sh.fanout.log.EventPage;
import sh.fanout.log.EventQuery;
import sh.fanout.log.EventSelection;
import sh.fanout.log.LoggedEvent;
import sh.fanout.log.Position;
import sh.fanout.log.StatsQuery;
import sh.fanout.log.Steps;

/**
 * How a store finds events, each along the order in which its tables lie; what the methods answer is what those of the
 * {@link EventLog} promise.
 */
public interface EventReads {

    List<LoggedEvent> find(String eventId, Connection connection) throws SQLException;

    List<LoggedEvent> find(Collection<Position> events, Connection connection) throws SQLException;

    EventPage page(EventQuery query, Connection connection) throws SQLException;

    EventPart scan(EventSelection events, @Nullable Position after, int limit, Connection connection)
            throws SQLException;

    EventPart newest(EventSelection events, @Nullable Position before, int limit, Connection connection)
            throws SQLException;

    int count(EventSelection events, @Nullable Position before, int limit, Connection connection) throws SQLException;

    EventCounts counts(EventSelection events, Steps steps, Connection connection) throws SQLException;

    /** Counts one thing per type and step; what there is none of may be missing. */
    List<StatsRows.Count> count(StatsRows.What what, StatsQuery query, Connection connection) throws SQLException;
}
