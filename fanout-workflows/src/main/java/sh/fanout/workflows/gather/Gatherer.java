package sh.fanout.workflows.gather;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import sh.fanout.ErrorCode;
import sh.fanout.Fanout;
import sh.fanout.FanoutException;
import sh.fanout.GatherResult;
import sh.fanout.Publication;
import sh.fanout.log.Events;
import sh.fanout.workflows.temporal.Bus;

/**
 * Waits for the results of events. A wait holds an open call to Temporal, and no thread.
 *
 * <p>Safe for use by any number of threads.
 */
public final class Gatherer implements AutoCloseable {

    private final Questions questions;
    private final Events log;
    private final Executor threads;
    private final Executor clock;
    private final Set<GatherCall> open = ConcurrentHashMap.newKeySet();

    /**
     * @param threads run what is short, and what reads the log
     * @param clock ends waits in time, whatever keeps the threads busy
     */
    public Gatherer(Bus bus, Events log, Executor threads, Executor clock) {
        this.questions = new Questions(bus);
        this.log = log;
        this.threads = threads;
        this.clock = clock;
    }

    /** Waits for the results of an event whose fan-out is known. */
    public CompletableFuture<GatherResult> gather(Publication publication, Duration deadline) {
        return gather(publication, deadline, UUID.randomUUID().toString());
    }

    /** Goes on with the wait that began under the same id, if one did. */
    CompletableFuture<GatherResult> gather(Publication publication, Duration deadline, String callId) {
        var call = begin(publication.eventId(), callId, deadline);
        call.ask(publication.workflowId());
        return call.result();
    }

    /** Waits for the results of an event that the log is to know. */
    public CompletableFuture<GatherResult> gather(String eventId, Duration deadline) {
        var call = begin(eventId, UUID.randomUUID().toString(), deadline);
        call.find();
        return call.result();
    }

    private GatherCall begin(String eventId, String callId, Duration deadline) {
        var call = new GatherCall(questions, log, threads, clock, eventId, callId, Fanout.requireDeadline(deadline));
        open.add(call);
        var unused = call.result().handle((result, failure) -> open.remove(call));
        return call;
    }

    /** Ends the waits; the events go on. */
    @Override
    public void close() {
        open.forEach(call -> call.fail(new FanoutException(
                ErrorCode.NOT_RUNNING,
                "This instance stopped while it waited for the results of an event.",
                "The event goes on: pick its results up by its id, from any instance of the bus.")));
    }
}
