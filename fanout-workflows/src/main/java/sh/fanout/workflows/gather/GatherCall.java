package sh.fanout.workflows.gather;

import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sh.fanout.FanoutException;
import sh.fanout.GatherResult;
import sh.fanout.InvalidPayloadException;
import sh.fanout.log.Events;
import sh.fanout.workflows.gather.Questions.RefusedException;
import sh.fanout.workflows.gather.Questions.UnansweredException;

/**
 * One wait for the results of one event: asks the fan-out to tell when all is settled, then looks at what is there, and
 * reads the log once there is no fan-out to ask.
 *
 * <p>Nothing here blocks but the reading of the log.
 */
final class GatherCall {

    /** A wait that its asker has abandoned ends by then. */
    private static final Duration SLICE = Duration.ofMinutes(10);

    /** A fan-out tells by its own clock that the deadline has come; later than this, its results are looked at untold. */
    private static final Duration LATE = Duration.ofSeconds(5);

    /** Later than this, nobody answers. */
    private static final Duration GIVEN_UP = Duration.ofSeconds(20);

    /** The log follows the runs by moments. */
    private static final Duration LOG_LAG = Duration.ofSeconds(3);

    private static final Backoff AGAIN = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
    private static final Backoff UNTOLD = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10));

    private final Questions questions;
    private final Events log;
    private final Executor threads;
    private final Executor clock;
    private final String eventId;
    private final String callId;
    private final Deadline deadline;
    private final CompletableFuture<GatherResult> result = new CompletableFuture<>();
    private volatile @Nullable String workflowId;
    private volatile @Nullable Throwable obstacle;

    /**
     * @param threads run what is short, and what reads the log
     * @param clock runs what must not be late because of that
     * @param callId the same for a call that goes on with this one
     */
    GatherCall(
            Questions questions,
            Events log,
            Executor threads,
            Executor clock,
            String eventId,
            String callId,
            Duration deadline) {
        this.questions = questions;
        this.log = log;
        this.threads = threads;
        this.clock = clock;
        this.eventId = eventId;
        this.callId = callId;
        this.deadline = new Deadline(deadline);
        at(deadline.plus(LATE), this::lookUntold);
        at(deadline.plus(GIVEN_UP), () -> fail(noResults().noAnswer(deadline, GIVEN_UP)));
    }

    CompletableFuture<GatherResult> result() {
        return result;
    }

    void fail(Throwable reason) {
        result.completeExceptionally(reason);
    }

    /** Asks a fan-out whose id is known. */
    void ask(String workflowId) {
        this.workflowId = workflowId;
        threads.execute(() -> await(workflowId));
    }

    /** Finds out who is to be asked, if anybody has to be. */
    void find() {
        threads.execute(() -> readLog(AGAIN));
    }

    private void await(String workflowId) {
        var left = deadline.left();
        if (left.isNegative() || left.isZero()) {
            look(workflowId, AGAIN);
        } else {
            // By what is left, so that a call that goes on with this one comes upon the same question.
            await(workflowId, callId + "/" + left.dividedBy(SLICE), shorter(left, SLICE), AGAIN);
        }
    }

    private void await(String workflowId, String questionId, Duration slice, Backoff pause) {
        if (result.isDone()) {
            return;
        }
        var unused = questions.settled(workflowId, questionId, slice).handle((settled, failure) -> {
            if (failure != null) {
                afterFailure(workflowId, failure, pause, () -> await(workflowId, questionId, slice, pause.next()));
            } else if (settled.isEmpty()) {
                await(workflowId, questionId, slice, AGAIN);
            } else if (settled.get()) {
                look(workflowId, AGAIN);
            } else {
                await(workflowId);
            }
            return null;
        });
    }

    private void lookUntold() {
        var asked = workflowId;
        if (asked != null) {
            look(asked, AGAIN);
        }
    }

    /** Looks at the results, and again until all is settled or the time is over. */
    private void look(String workflowId, Backoff pause) {
        if (result.isDone()) {
            return;
        }
        var unused = questions.results(workflowId, null).handle((page, failure) -> {
            if (failure != null) {
                afterFailure(workflowId, failure, pause, () -> look(workflowId, pause.next()));
            } else if (page.complete() || deadline.isOver()) {
                read(workflowId, List.of(page), AGAIN);
            } else {
                after(shorter(deadline.left(), pause.length()), () -> look(workflowId, pause.next()));
            }
            return null;
        });
    }

    /** Reads what has no room on the pages before. */
    private void read(String workflowId, List<GatherPage> pages, Backoff pause) {
        var next = pages.get(pages.size() - 1).next();
        if (next == null) {
            finish(pages);
            return;
        }
        var unused = questions.results(workflowId, next).handle((page, failure) -> {
            if (failure != null) {
                afterFailure(workflowId, failure, pause, () -> read(workflowId, pages, pause.next()));
            } else {
                read(workflowId, Stream.concat(pages.stream(), Stream.of(page)).toList(), AGAIN);
            }
            return null;
        });
    }

    private void afterFailure(String workflowId, Throwable failure, Backoff pause, Runnable retry) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        obstacle = cause;
        if (cause instanceof RefusedException) {
            look(workflowId, UNTOLD);
        } else if (cause instanceof UnansweredException
                || Status.fromThrowable(cause).getCode() == Status.Code.NOT_FOUND) {
            threads.execute(() -> readLog(AGAIN));
        } else {
            after(pause.length(), retry);
        }
    }

    /** Reads how the event has ended, or else who is to be asked; a fan-out that was asked before is closed. */
    private void readLog(Backoff pause) {
        try {
            var event = log.find(eventId);
            if (event.isPresent() && event.get().status().settled()) {
                finish(List.of(GatherPage.of(event.get())));
            } else if (event.isPresent() && workflowId == null) {
                ask(event.get().workflowId());
            } else {
                readLogAgain(
                        pause,
                        event.isPresent() ? noResults().ended() : noResults().unknown());
            }
        } catch (FanoutException e) {
            readLogAgain(pause, e);
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void readLogAgain(Backoff pause, FanoutException reason) {
        if (deadline.isOver() && deadline.hasBeen(LOG_LAG)) {
            fail(reason);
        } else {
            obstacle = reason;
            after(pause.length(), () -> readLog(pause.next()));
        }
    }

    private void finish(List<GatherPage> pages) {
        try {
            result.complete(Gathered.of(eventId, pages));
        } catch (InvalidPayloadException rejected) {
            fail(rejected);
        }
    }

    private void after(Duration pause, Runnable step) {
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, threads)
                .execute(() -> {
                    if (!result.isDone()) {
                        step.run();
                    }
                });
    }

    private void at(Duration time, Runnable step) {
        var alarm = new CompletableFuture<Void>().completeOnTimeout(null, time.toMillis(), TimeUnit.MILLISECONDS);
        var unused = alarm.thenRunAsync(step, clock);
        unused = result.handle((value, failure) -> {
            alarm.cancel(false);
            return null;
        });
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private NoResults noResults() {
        return new NoResults(eventId, obstacle);
    }
}
