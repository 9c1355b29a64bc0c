package sh.fanout.workflows.gather;

import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.GatherResult;
import sh.fanout.log.Events;
import sh.fanout.workflows.gather.Questions.UnansweredException;

/**
 * One wait for the results of one event: asks the fan-out until it answers, and the log once there is no fan-out to ask.
 *
 * <p>Nothing here blocks but the reading of the log.
 */
final class GatherCall {

    /** A fan-out answers by its own clock, at the deadline; later than this, nobody does. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** The log follows the runs by moments. */
    private static final int LOG_READS = 12;

    private static final Duration BETWEEN_READS = Duration.ofMillis(250);

    private final Questions questions;
    private final Events log;
    private final Executor threads;
    private final String eventId;
    private final Duration deadline;
    private final CompletableFuture<GatherResult> result = new CompletableFuture<>();
    private final List<GatherPage> pages = new CopyOnWriteArrayList<>();
    private volatile @Nullable Throwable obstacle;

    GatherCall(Questions questions, Events log, Executor threads, String eventId, Duration deadline) {
        this.questions = questions;
        this.log = log;
        this.threads = threads;
        this.eventId = eventId;
        this.deadline = deadline;
        var clock = new CompletableFuture<Void>()
                .completeOnTimeout(null, deadline.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        var unused = clock.thenRunAsync(() -> fail(noAnswer()), threads);
        unused = result.handle((value, failure) -> {
            clock.cancel(false);
            return null;
        });
    }

    CompletableFuture<GatherResult> result() {
        return result;
    }

    void fail(Throwable reason) {
        result.completeExceptionally(reason);
    }

    /** Asks a fan-out whose id is known. */
    void ask(String workflowId) {
        threads.execute(() -> ask(workflowId, new Gather(deadline, null)));
    }

    /** Finds out who is to be asked, if anybody has to be. */
    void find() {
        threads.execute(() -> find(1));
    }

    private void find(int read) {
        guarded(() -> {
            var event = log.find(eventId);
            if (event.isEmpty()) {
                again(read, this::find, unknown());
            } else if (event.get().status().settled()) {
                finish(List.of(GatherPage.of(event.get())));
            } else {
                ask(event.get().workflowId());
            }
        });
    }

    private void ask(String workflowId, Gather question) {
        ask(workflowId, UUID.randomUUID().toString(), question, FIRST_PAUSE);
    }

    private void ask(String workflowId, String questionId, Gather question, Duration pause) {
        if (result.isDone()) {
            return;
        }
        var unused = questions.ask(workflowId, questionId, question).handle((page, failure) -> {
            if (failure != null) {
                afterFailure(failure, pause, () -> ask(workflowId, questionId, question, longer(pause)));
            } else if (page.isEmpty()) {
                ask(workflowId, questionId, question, FIRST_PAUSE);
            } else {
                take(page.get(), workflowId, question);
            }
            return null;
        });
    }

    private void take(GatherPage page, String workflowId, Gather question) {
        pages.add(page);
        if (page.next() == null) {
            finish(pages);
        } else {
            ask(workflowId, question.next(page.next()));
        }
    }

    private void afterFailure(Throwable failure, Duration pause, Runnable retry) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        obstacle = cause;
        if (cause instanceof UnansweredException || Status.fromThrowable(cause).getCode() == Status.Code.NOT_FOUND) {
            threads.execute(() -> readOutcome(1));
        } else {
            after(pause, retry);
        }
    }

    /** The run is closed, and has told the log before. */
    private void readOutcome(int read) {
        guarded(() -> {
            var event = log.find(eventId);
            if (event.isPresent() && event.get().status().settled()) {
                finish(List.of(GatherPage.of(event.get())));
            } else {
                again(read, this::readOutcome, event.isPresent() ? ended() : unknown());
            }
        });
    }

    private void again(int read, IntConsumer reading, FanoutException last) {
        if (read >= LOG_READS) {
            fail(last);
        } else {
            after(BETWEEN_READS, () -> reading.accept(read + 1));
        }
    }

    private void finish(List<GatherPage> all) {
        guarded(() -> result.complete(Gathered.of(eventId, all)));
    }

    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException failure) {
            fail(failure);
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

    private static Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    private FanoutException noAnswer() {
        return failed(
                "Nobody answered for event %s within %s and %d seconds more%s."
                        .formatted(
                                eventId,
                                deadline,
                                GRACE.toSeconds(),
                                obstacle == null ? "" : "; the last thing heard was: " + obstacle.getMessage()),
                "It is published and not lost: pick its results up with gather(\"%s\", …) when Temporal and an instance of the bus run."
                        .formatted(eventId));
    }

    private FanoutException ended() {
        return failed(
                "The fan-out of event %s was ended from outside before its deliveries were settled.".formatted(eventId),
                "Look at the event and its run: somebody terminated it, and what is not delivered will not be.");
    }

    private FanoutException unknown() {
        return new FanoutException(
                ErrorCode.NOT_FOUND,
                "The event log has no event '%s'.".formatted(eventId),
                "It may take a moment after the publish; if not, check the id.",
                obstacle);
    }

    private FanoutException failed(String problem, String hint) {
        return new FanoutException(ErrorCode.GATHER_FAILED, problem, hint, obstacle);
    }
}
