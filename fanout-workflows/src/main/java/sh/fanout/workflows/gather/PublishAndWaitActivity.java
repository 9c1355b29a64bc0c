package sh.fanout.workflows.gather;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import io.temporal.client.ActivityCanceledException;
import io.temporal.client.ActivityCompletionClient;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.ActivityNotExistsException;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.fanout.ErrorCode;
import sh.fanout.Fanout;
import sh.fanout.FanoutException;
import sh.fanout.GatherResult;
import sh.fanout.PublishOptions;
import sh.fanout.RateLimitExceededException;
import sh.fanout.workflows.temporal.FanoutJson;
import sh.fanout.workflows.temporal.JsonWeight;
import tools.jackson.databind.JsonNode;

/** Publishes for workflows, and completes their activities when the results are there. */
public final class PublishAndWaitActivity implements PublishAndWait {

    private static final Logger logger = LoggerFactory.getLogger(PublishAndWaitActivity.class);

    private static final long BEAT_SECONDS = 10;

    /** A result may have 2 MB, and no more than that: it would end the workflow. */
    private static final int MAX_RESULT_BYTES = 1_500_000;

    private final Fanout fanout;
    private final Gatherer gatherer;
    private final ActivityCompletionClient completions;
    private final Executor threads;

    /** @param threads run what is short */
    public PublishAndWaitActivity(
            Fanout fanout, Gatherer gatherer, ActivityCompletionClient completions, Executor threads) {
        this.fanout = fanout;
        this.gatherer = gatherer;
        this.completions = completions;
        this.threads = threads;
    }

    @Override
    public String publishAndWait(String type, @Nullable JsonNode payload, long deadlineMillis) {
        var context = Activity.getExecutionContext();
        var info = context.getInfo();
        var token = context.getTaskToken();
        var results = results(type, payload, info, deadlineMillis);
        context.doNotCompleteOnReturn();
        beat(token, results);
        var unused = results.thenApplyAsync(PublishAndWaitActivity::text, threads)
                .handleAsync(
                        (text, failure) -> {
                            complete(token, text, failure);
                            return null;
                        },
                        threads);
        return "";
    }

    private CompletableFuture<GatherResult> results(
            String type, @Nullable JsonNode payload, ActivityInfo info, long deadlineMillis) {
        try {
            // Names the event and the wait after the activity: an attempt after this one finds both again.
            var name = info.getWorkflowRunId() + "/" + info.getActivityId();
            var publication = fanout.publishJson(
                    type, String.valueOf(payload), PublishOptions.defaults().idempotencyKey(name));
            return gatherer.gather(publication, rest(info, deadlineMillis), name);
        } catch (FanoutException refusal) {
            throw failure(refusal);
        }
    }

    private static Duration rest(ActivityInfo info, long deadlineMillis) {
        var end = Instant.ofEpochMilli(info.getScheduledTimestamp()).plusMillis(deadlineMillis);
        var rest = Duration.between(Instant.now(), end);
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    /** Lets the server know that somebody waits, until nobody does or the server does not want it any more. */
    private void beat(byte[] token, CompletableFuture<GatherResult> results) {
        CompletableFuture.delayedExecutor(BEAT_SECONDS, TimeUnit.SECONDS, threads)
                .execute(() -> {
                    if (results.isDone()) {
                        return;
                    }
                    try {
                        completions.heartbeat(token, null);
                    } catch (ActivityNotExistsException | ActivityCanceledException e) {
                        logger.debug("a workflow no longer waits for its event", e);
                        results.cancel(false);
                        return;
                    } catch (ActivityCompletionException e) {
                        logger.debug("the server did not hear that somebody waits for an event; it may next time", e);
                    }
                    beat(token, results);
                });
    }

    private void complete(byte[] token, @Nullable String text, @Nullable Throwable failure) {
        var cause = failure instanceof CompletionException ? failure.getCause() : failure;
        try {
            if (text != null) {
                completions.complete(token, text);
            } else if (!(cause instanceof CancellationException)) {
                completions.completeExceptionally(token, failure(cause));
            }
        } catch (ActivityCompletionException e) {
            // The time-out of its heartbeat has it tried again, and the next attempt finds the event.
            logger.debug("a workflow was not told the results of its event", e);
        }
    }

    private static String text(GatherResult result) {
        var text = FanoutJson.MAPPER.writeValueAsString(result);
        var bytes = JsonWeight.of(text);
        if (bytes <= MAX_RESULT_BYTES) {
            return text;
        }
        throw new FanoutException(
                ErrorCode.GATHER_FAILED,
                "The results of event %s take %,d bytes; a workflow takes %,d."
                        .formatted(result.eventId(), bytes, MAX_RESULT_BYTES),
                "Return less from the handlers, or read the results outside the workflow by the event's id.");
    }

    private static ApplicationFailure failure(@Nullable Throwable reason) {
        return reason instanceof FanoutException refusal
                ? failure(refusal)
                : ApplicationFailure.newNonRetryableFailure(
                        "The results did not come: %s.".formatted(reason), ErrorCode.GATHER_FAILED.id());
    }

    private static ApplicationFailure failure(FanoutException refusal) {
        var failure = ApplicationFailure.newBuilder()
                .setType(refusal.code().id())
                .setMessage(refusal.getMessage())
                .setNonRetryable(
                        switch (refusal.code()) {
                            case PUBLISH_FAILED, TEMPORAL_UNREACHABLE, LIMITER_UNREACHABLE, RATE_LIMITED, NOT_RUNNING ->
                                false;
                            default -> true;
                        });
        if (refusal instanceof RateLimitExceededException limited) {
            failure.setNextRetryDelay(limited.retryAfter());
        }
        return failure.build();
    }
}
