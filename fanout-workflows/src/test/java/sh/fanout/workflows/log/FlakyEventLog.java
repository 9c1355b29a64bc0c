package sh.fanout.workflows.log;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
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

/** An event log whose store can go away. */
public final class FlakyEventLog implements EventLog {

    private final EventLog log;
    private volatile boolean away;
    private volatile boolean readOnly;
    private volatile boolean withoutItems;
    private volatile @Nullable CountDownLatch numbering;
    private volatile boolean behind;
    private volatile boolean erasesSilently;
    private volatile boolean shared;

    public FlakyEventLog(EventLog log) {
        this.log = log;
    }

    public void goAway() {
        away = true;
    }

    /** Stands for a store that every instance can reach. */
    public FlakyEventLog asShared() {
        shared = true;
        return this;
    }

    /** Can be read all the same. */
    public void goAwayForWrites() {
        readOnly = true;
    }

    /** Has the operations, and none of their items. */
    public void loseItems() {
        withoutItems = true;
    }

    /** Numbers no items before then. */
    public void numberAfter(CountDownLatch latch) {
        numbering = latch;
    }

    /** Is told of no change of an operation. */
    public void fallBehind() {
        behind = true;
    }

    /** Erases once without saying so. */
    public void eraseSilently() {
        erasesSilently = true;
    }

    public void comeBack() {
        behind = false;
        away = false;
        readOnly = false;
        withoutItems = false;
    }

    @Override
    public void append(List<LoggedEvent> events, List<DeadLetterEntry> letters) {
        requireHere("append");
        if (readOnly) {
            throw new EventLogUnreachableException(describe(), "append", new IllegalStateException("read only"));
        }
        log.append(events, letters);
    }

    @Override
    public boolean available() {
        return !away && !readOnly && log.available();
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
    public DeadLetterPage deadLetters(DeadLetterQuery query) {
        return log.deadLetters(query);
    }

    @Override
    public List<DeadLetterGroup> deadLetterGroups(DeadLetterQuery query, @Nullable Steps steps, int limit) {
        return log.deadLetterGroups(query, steps, limit);
    }

    @Override
    public DeadLetterCount countDeadLetters(DeadLetterQuery query) {
        return log.countDeadLetters(query);
    }

    @Override
    public Optional<DeadLetterEntry> deadLetterEntry(String eventId, String subscription) {
        return log.deadLetterEntry(eventId, subscription);
    }

    @Override
    public List<BlockedKey> blocked(int limit) {
        return log.blocked(limit);
    }

    @Override
    public EventPart scan(EventSelection events, @Nullable Position after, int limit) {
        requireHere("scan");
        return log.scan(events, after, limit);
    }

    @Override
    public Stats stats(StatsQuery query) {
        requireHere("stats");
        return log.stats(query);
    }

    @Override
    public EventCounts counts(EventSelection events, Steps steps) {
        requireHere("counts");
        return log.counts(events, steps);
    }

    @Override
    public Map<String, List<DeliveryCount>> deliveries(Collection<String> eventIds) {
        requireHere("deliveries");
        return log.deliveries(eventIds);
    }

    @Override
    public EventPart newest(EventSelection events, @Nullable Position before, int limit) {
        requireHere("newest");
        return log.newest(events, before, limit);
    }

    @Override
    public int count(EventSelection events, @Nullable Position before, int limit) {
        requireHere("count");
        return log.count(events, before, limit);
    }

    @Override
    public List<LoggedEvent> find(Collection<Position> events) {
        requireHere("find");
        return log.find(events);
    }

    @Override
    public OperationLog operations() {
        return proxy(OperationLog.class, (proxy, method, arguments) -> {
            if (numbering != null && method.getName().equals("number")) {
                numbering.await();
            }
            if (behind && method.getName().equals("write")) {
                throw failure("write");
            }
            return withoutItems && method.getName().equals("items")
                    ? List.of()
                    : method.invoke(log.operations(), arguments);
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public Forgotten forget(Instant before) {
        requireHere("forget");
        return log.forget(before);
    }

    @Override
    public ErasureLog erasures() {
        requireHere("erase");
        return proxy(ErasureLog.class, (proxy, method, arguments) -> {
            var answer = method.invoke(log.erasures(), arguments);
            if (erasesSilently && method.getName().equals("erase")) {
                erasesSilently = false;
                throw failure("erase");
            }
            return answer;
        });
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
    public void claim(BusName bus) {
        log.claim(bus);
    }

    @Override
    public String identity() {
        return log.identity();
    }

    @Override
    public boolean shared() {
        return shared || log.shared();
    }

    @Override
    public void close() {
        log.close();
    }

    private void requireHere(String doing) {
        if (away) {
            throw failure(doing);
        }
    }

    private EventLogUnreachableException failure(String doing) {
        return new EventLogUnreachableException(describe(), doing, new IllegalStateException("away"));
    }
}
