package sh.fanout.workflows.gather;

import io.temporal.common.converter.DataConverter;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import sh.fanout.ErrorCode;
import sh.fanout.Fanout;
import sh.fanout.FanoutException;
import sh.fanout.GatherResult;
import sh.fanout.Publication;
import sh.fanout.log.Events;

/**
 * Waits for the results of events. A wait holds an open call to Temporal, and no thread.
 *
 * <p>Safe for use by any number of threads.
 */
public final class Gatherer implements AutoCloseable {

    private final Questions questions;
    private final Events log;
    private final Executor threads;
    private final Set<GatherCall> open = ConcurrentHashMap.newKeySet();

    /** @param threads run what is short, and what reads the log */
    public Gatherer(
            WorkflowServiceStubs stubs, String namespace, DataConverter converter, Events log, Executor threads) {
        this.questions = new Questions(stubs, namespace, converter);
        this.log = log;
        this.threads = threads;
    }

    /** Waits for the results of an event whose fan-out is known. */
    public CompletableFuture<GatherResult> gather(Publication publication, Duration deadline) {
        var call = begin(publication.eventId(), deadline);
        call.ask(publication.workflowId());
        return call.result();
    }

    /** Waits for the results of an event that the log is to know. */
    public CompletableFuture<GatherResult> gather(String eventId, Duration deadline) {
        var call = begin(eventId, deadline);
        call.find();
        return call.result();
    }

    private GatherCall begin(String eventId, Duration deadline) {
        var call = new GatherCall(questions, log, threads, eventId, Fanout.requireDeadline(deadline));
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
