package sh.fanout.workflows.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import sh.fanout.log.LoggedEvent;

/**
 * Group commit above an {@link EventLog}: one thread writes what many hand in, in batches as large as the store likes them.
 *
 * <p>The log is not closed with it. Safe for use by any number of threads.
 */
public final class LogWriter implements AutoCloseable {

    private static final int MAX_BATCH = 5_000;
    private static final long MAX_BATCH_BYTES = 8L << 20;
    private static final int MAX_WAITING = 10_000;
    private static final long MAX_WAITING_BYTES = 32L << 20;

    /** Before a store that answers and has stored nothing of a batch counts as away: one of 5,000 is found after thirteen. */
    private static final int MAX_REFUSALS = 30;

    private final EventLog log;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<HandedIn> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private boolean closed;

    public LogWriter(EventLog log) {
        this.log = log;
        thread = new Thread(this::run, "fanout-log");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Returns once the event is stored.
     *
     * @throws EventLogUnreachableException if it was not, or if this thread was interrupted; it may be stored all the same
     */
    public void write(LoggedEvent event) {
        write(new Unwritten.OfEvent(event));
    }

    /** Returns once the dead letter is stored; else as for an event. */
    public void write(DeadLetterEntry letter) {
        write(new Unwritten.OfLetter(letter));
    }

    /** Returns once what has become of an item is stored; else as for an event. */
    public void write(ItemOutcome outcome) {
        write(new Unwritten.OfOutcome(outcome));
    }

    private void write(Unwritten unwritten) {
        var stored = new CompletableFuture<Void>();
        lock.lock();
        try {
            if (closed) {
                throw failure(unwritten, new IllegalStateException("this instance shuts down"));
            }
            add(new HandedIn(unwritten, stored));
        } finally {
            lock.unlock();
        }
        try {
            stored.get();
        } catch (ExecutionException e) {
            throw failure(unwritten, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(unwritten, e);
        }
    }

    /**
     * Hands an event in without waiting.
     *
     * @return whether it was taken; an event that was taken is still dropped if the store is away, or at {@link #close}
     */
    public boolean offer(LoggedEvent event) {
        var entry = new HandedIn(new Unwritten.OfEvent(event), null);
        lock.lock();
        try {
            if (closed || waiting.size() >= MAX_WAITING || waitingBytes + entry.bytes() > MAX_WAITING_BYTES) {
                return false;
            }
            add(entry);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** How many events were handed in and are in no batch yet. */
    public int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private EventLogUnreachableException failure(Unwritten unwritten, Throwable cause) {
        return new EventLogUnreachableException(log.describe(), "store " + unwritten.name(), cause);
    }

    private void add(HandedIn entry) {
        waiting.add(entry);
        waitingBytes += entry.bytes();
        if (waiting.size() == 1 || fillsABatch()) {
            changed.signalAll();
        }
    }

    private boolean fillsABatch() {
        return waiting.size() >= MAX_BATCH || waitingBytes >= MAX_BATCH_BYTES;
    }

    private void run() {
        while (true) {
            var batch = nextBatch();
            if (batch.isEmpty()) {
                return;
            }
            store(batch.stream().filter(it -> !it.isOutcome()).toList());
            // Apart from the rest: one of an operation that the store does not know must not keep the others back.
            store(batch.stream().filter(HandedIn::isOutcome).toList());
        }
    }

    /** Waits for a batch; an empty one says that there will be none. */
    private List<HandedIn> nextBatch() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            lingerForMore();
            return take();
        } finally {
            lock.unlock();
        }
    }

    private void lingerForMore() {
        var nanos = log.linger().toNanos();
        try {
            while (nanos > 0 && !fillsABatch() && !closed) {
                nanos = changed.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            // Nobody but a stranger interrupts this thread, and what waits is better written early than not at all.
        }
    }

    private List<HandedIn> take() {
        var batch = new ArrayList<HandedIn>();
        var bytes = 0L;
        while (!waiting.isEmpty() && batch.size() < MAX_BATCH && (batch.isEmpty() || bytes < MAX_BATCH_BYTES)) {
            var entry = waiting.remove();
            batch.add(entry);
            bytes += entry.bytes();
        }
        waitingBytes -= bytes;
        return batch;
    }

    private void store(List<HandedIn> batch) {
        if (batch.isEmpty()) {
            return;
        }
        var parts = new ArrayDeque<>(List.of(batch));
        var refusals = 0;
        var stored = false;
        while (!parts.isEmpty()) {
            var part = parts.pop();
            try {
                append(part.stream().map(HandedIn::unwritten).toList());
                part.forEach(HandedIn::stored);
                stored = true;
            } catch (Throwable failure) {
                refusals++;
                var isAway = part.size() > 1 && !log.available();
                if (isAway || (refusals >= MAX_REFUSALS && !stored)) {
                    fail(part, failure);
                    parts.forEach(rest -> fail(rest, failure));
                    if (isAway) {
                        fail(takeAll(), failure);
                    }
                    return;
                }
                if (part.size() == 1) {
                    fail(part, failure);
                } else {
                    // It refuses one of them: the neighbours must not fail with it, again and again.
                    parts.push(part.subList(part.size() / 2, part.size()));
                    parts.push(part.subList(0, part.size() / 2));
                }
            }
        }
    }

    private static void fail(List<HandedIn> entries, Throwable failure) {
        entries.forEach(entry -> entry.failed(failure));
    }

    private void append(List<Unwritten> batch) {
        var outcomes = all(batch, Unwritten.OfOutcome.class, Unwritten.OfOutcome::outcome);
        if (outcomes.isEmpty()) {
            log.append(
                    all(batch, Unwritten.OfEvent.class, Unwritten.OfEvent::event),
                    all(batch, Unwritten.OfLetter.class, Unwritten.OfLetter::letter));
        } else {
            log.operations().settle(outcomes);
        }
    }

    private static <W extends Unwritten, T> List<T> all(List<Unwritten> batch, Class<W> kind, Function<W, T> content) {
        return batch.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .map(content)
                .toList();
    }

    /** What waits behind a batch that found the store away: each further batch would spend the same seconds to find the same. */
    private List<HandedIn> takeAll() {
        lock.lock();
        try {
            var all = List.copyOf(waiting);
            waiting.clear();
            waitingBytes = 0;
            return all;
        } finally {
            lock.unlock();
        }
    }

    /** Stores what {@link #write} waits for, and drops what was only offered. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            waiting.removeIf(entry -> entry.waiter() == null);
            waitingBytes = waiting.stream().mapToLong(HandedIn::bytes).sum();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
