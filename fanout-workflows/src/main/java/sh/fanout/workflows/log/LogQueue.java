package sh.fanout.workflows.log;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What was handed in to be written and is in no batch yet. Bounded for what nobody waits for; whoever waits hands in no more
 * meanwhile.
 *
 * <p>Safe for use by any number of threads, of which one takes batches.
 */
final class LogQueue {

    private static final int MAX_BATCH = 5_000;
    private static final long MAX_BATCH_BYTES = 8L << 20;
    private static final int MAX_WAITING = 10_000;
    private static final long MAX_WAITING_BYTES = 32L << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<HandedIn> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private boolean closed;

    /** Adds what somebody waits for, and returns whether it is taken: it is unless the queue is closed. */
    boolean add(HandedIn entry) {
        lock.lock();
        try {
            if (!closed) {
                append(entry);
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** Adds an entry if there is room, and returns whether there was. */
    boolean offer(HandedIn entry) {
        lock.lock();
        try {
            var hasRoom = waiting.size() < MAX_WAITING && waitingBytes + entry.bytes() <= MAX_WAITING_BYTES;
            if (closed || !hasRoom) {
                return false;
            }
            append(entry);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void append(HandedIn entry) {
        waiting.add(entry);
        waitingBytes += entry.bytes();
        if (waiting.size() == 1 || fillsABatch()) {
            changed.signalAll();
        }
    }

    private boolean fillsABatch() {
        return waiting.size() >= MAX_BATCH || waitingBytes >= MAX_BATCH_BYTES;
    }

    int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a batch; an empty one says that there will be none.
     *
     * @param linger how long what is there waits for more
     */
    List<HandedIn> nextBatch(Duration linger) {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            lingerForMore(linger.toNanos());
            return take();
        } finally {
            lock.unlock();
        }
    }

    private void lingerForMore(long nanos) {
        var left = nanos;
        try {
            while (left > 0 && !fillsABatch() && !closed) {
                left = changed.awaitNanos(left);
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

    List<HandedIn> takeAll() {
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

    /** Takes no more, keeps what somebody waits for, and drops the rest. */
    void close() {
        lock.lock();
        try {
            closed = true;
            waiting.removeIf(entry -> entry.waiter() == null);
            waitingBytes = waiting.stream().mapToLong(HandedIn::bytes).sum();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
