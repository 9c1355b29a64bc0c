package sh.fanout.dashboard.types;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.EventPattern;
import sh.fanout.FanoutException;
import sh.fanout.dashboard.page.Range;
import sh.fanout.log.Events;
import sh.fanout.log.StatsQuery;
import sh.fanout.log.Steps;

/** Asks what has happened in the last 24 hours. Types are there without the log: only their numbers are missing then. */
final class Days {

    private final Events events;

    Days(Events events) {
        this.events = events;
    }

    /**
     * By the ids of the types; {@code null} if the store of the log does not answer.
     *
     * @param types of which; {@code null} for all
     */
    @Nullable
    Map<String, Day> of(@Nullable EventPattern types) {
        try {
            return Day.of(events.stats(new StatsQuery(types, Steps.last(Range.DAY.length(), Instant.now()))));
        } catch (FanoutException e) {
            if (e.code() == ErrorCode.EVENT_LOG_UNREACHABLE) {
                return null;
            }
            throw e;
        }
    }
}
