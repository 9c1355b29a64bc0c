package sh.fanout.workflows.log;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import sh.fanout.log.LoggedEvent;

/**
 * Group commit above an {@link EventLog}: one thread writes what many hand in, in batches as large as the store likes them.
 *
 * <p>The log is not closed with it. Safe for use by any number of threads.
 */
public final class LogWriter implements AutoCloseable {

    private final LogQueue queue = new LogQueue();
    private final EventLog log;
    private final BatchStore batches;
    private final Thread thread;

    public LogWriter(EventLog log) {
        this.log = log;
        batches = new BatchStore(log);
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
        if (!queue.add(new HandedIn(unwritten, stored))) {
            throw failure(unwritten, new IllegalStateException("this instance shuts down"));
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
        return queue.offer(new HandedIn(new Unwritten.OfEvent(event), null));
    }

    /** How many events were handed in and are in no batch yet. */
    public int waiting() {
        return queue.size();
    }

    private EventLogUnreachableException failure(Unwritten unwritten, Throwable cause) {
        return new EventLogUnreachableException(log.describe(), "store " + unwritten.name(), cause);
    }

    private void run() {
        while (true) {
            var batch = queue.nextBatch(log.linger());
            if (batch.isEmpty()) {
                return;
            }
            store(batch.stream().filter(it -> !it.isOutcome()).toList());
            // Apart from the rest: one of an operation that the store does not know must not keep the others back.
            store(batch.stream().filter(HandedIn::isOutcome).toList());
        }
    }

    private void store(List<HandedIn> batch) {
        if (!batch.isEmpty()) {
            batches.store(batch).ifPresent(this::failWhatWaits);
        }
    }

    /** Each further batch would spend the same seconds to find the store away. */
    private void failWhatWaits(Throwable failure) {
        queue.takeAll().forEach(entry -> entry.failed(failure));
    }

    /** Stores what {@link #write} waits for, and drops what was only offered. */
    @Override
    public void close() {
        queue.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
