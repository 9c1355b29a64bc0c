package sh.fanout.workflows.log;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import sh.fanout.lane.BlockedKey;
import sh.fanout.log.EventPage;
import sh.fanout.log.EventQuery;
import sh.fanout.log.LoggedEvent;

/** An event log whose store can go away. */
public final class FlakyEventLog implements EventLog {

    private final EventLog log;
    private volatile boolean away;

    public FlakyEventLog(EventLog log) {
        this.log = log;
    }

    public void goAway() {
        away = true;
    }

    public void comeBack() {
        away = false;
    }

    @Override
    public void append(List<LoggedEvent> events) {
        requireHere("append");
        log.append(events);
    }

    @Override
    public boolean available() {
        return !away && log.available();
    }

    @Override
    public Optional<LoggedEvent> find(String eventId) {
        requireHere("find");
        return log.find(eventId);
    }

    @Override
    public EventPage page(EventQuery query) {
        return log.page(query);
    }

    @Override
    public List<BlockedKey> blocked(int limit) {
        return log.blocked(limit);
    }

    @Override
    public Duration linger() {
        return log.linger();
    }

    @Override
    public String describe() {
        return log.describe();
    }

    @Override
    public String identity() {
        return log.identity();
    }

    @Override
    public boolean shared() {
        return log.shared();
    }

    @Override
    public void close() {
        log.close();
    }

    private void requireHere(String doing) {
        if (away) {
            throw new EventLogUnreachableException(describe(), doing, new IllegalStateException("away"));
        }
    }
}
