package sh.fanout.workflows.delivery;

import io.micrometer.observation.ObservationRegistry;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.DynamicActivity;
import io.temporal.client.ActivityCanceledException;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.ActivityNotExistsException;
import io.temporal.common.converter.EncodedValues;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import sh.fanout.log.Attempt;
import sh.fanout.log.Attempt.Outcome;
import sh.fanout.subscription.RetryLaterException;
import sh.fanout.subscription.RetryPolicy;
import sh.fanout.subscription.Subscription;
import sh.fanout.workflows.temporal.FanoutJson;
import sh.fanout.workflows.temporal.StartedEvents;
import tools.jackson.databind.JsonNode;

/**
 * The only place that calls user code: reads the payload, runs the handler, and decides about another attempt.
 *
 * <p>The server retries without limit of its own; each failure says when, or that it was the last.
 */
public final class HandlerActivity<T> implements DynamicActivity {

    private static final Duration CLAIMED_AGAIN_AFTER = Duration.ofSeconds(1);

    private final Subscription<T> subscription;
    private final StartedEvents startedEvents;
    private final Pulse pulse;
    private final Predicate<String> wanted;
    private final String worker;
    private final String application;
    private final ObservationRegistry observations;
    private final RetrySchedule schedule;
    private final RetrySchedule untilAnotherBuild;

    /**
     * Creates the activity of one subscription.
     *
     * @param wanted whether the subscription is for events of a type, as its service's newest build has declared it
     * @param worker the name of this process, for the list of attempts
     * @param application the service and its build, for the cause of a failure
     */
    public HandlerActivity(
            Subscription<T> subscription,
            StartedEvents startedEvents,
            Pulse pulse,
            Predicate<String> wanted,
            String worker,
            String application,
            ObservationRegistry observations) {
        this.subscription = subscription;
        this.startedEvents = startedEvents;
        this.pulse = pulse;
        this.wanted = wanted;
        this.worker = worker;
        this.application = application;
        this.observations = observations;
        this.schedule = new RetrySchedule(subscription.retry(), RandomGenerator.getDefault());
        this.untilAnotherBuild = new RetrySchedule(RetryPolicy.defaults(), RandomGenerator.getDefault());
    }

    @Override
    public Object execute(EncodedValues args) {
        var activity = Activity.getExecutionContext();
        var call = args.get(0, HandlerCall.class);
        var started = Instant.now();
        var earlier = activity.getHeartbeatDetails(AttemptLog.class)
                .orElse(call.earlier())
                .under(subscription.retry())
                .catchUp(activity.getInfo().getAttempt(), started);
        if (schedule.exhausted(earlier.spent())) {
            throw Failures.last(new LostAttemptsException(earlier.spent()), earlier, application);
        }
        if (call.claim()) {
            claim(activity, earlier, started);
        }
        var observed = ObservedAttempt.begin(call, subscription.id(), earlier.spent() + 1, observations);
        try {
            return observed.call(() -> {
                var output = handle(call, earlier, started, activity);
                return Handled.of(earlier.with(attempt(earlier, started, Outcome.RETURNED, null)), output);
            });
        } catch (Throwable failure) {
            var outcome = failure instanceof RetryLaterException ? Outcome.PUT_OFF : Outcome.THREW;
            var attempts = earlier.with(attempt(earlier, started, outcome, failure));
            throw observed.failed(new FailedAttempt(
                    subscription.id(),
                    call.event().envelope(),
                    earlier.spent() + 1,
                    subscription.retry().attempts(),
                    failure,
                    afterwards(failure, attempts, activity)));
        }
    }

    private void claim(ActivityExecutionContext activity, AttemptLog earlier, Instant started) {
        try {
            pulse.claim(activity, earlier.beginning(started));
        } catch (ActivityNotExistsException | ActivityCanceledException e) {
            throw e;
        } catch (ActivityCompletionException e) {
            var attempts = earlier.with(attempt(earlier, started, Outcome.PUT_OFF, e));
            throw afterwards(new RetryLaterException(CLAIMED_AGAIN_AFTER, "could not be claimed"), attempts, activity);
        }
    }

    private @Nullable JsonNode handle(
            HandlerCall call, AttemptLog earlier, Instant started, ActivityExecutionContext activity) throws Exception {
        requireSubscribed(call.event().envelope().type(), earlier);
        var event = startedEvents.complete(call.event(), call.fanOut());
        var context = new HandlingContext(
                call.deliveryId(),
                subscription.id(),
                earlier.spent() + 1,
                subscription.retry().attempts(),
                earlier.last(),
                deadline(activity),
                event);
        var payload = context.payload(subscription.payloadType());
        try (var watch = pulse.watch(activity, earlier.beginning(started), subscription.timeout());
                var scope = HandlingScope.enter(context)) {
            var output = watch.call(() -> subscription.handler().handle(payload, scope.context()));
            return output == null ? null : FanoutJson.MAPPER.valueToTree(output);
        }
    }

    /**
     * During a rolling deploy old and new instances poll one queue, and a handler's method would take the events of another
     * type for its own. What the newest build wants is left to that, as long as it takes. What not even that one wants must
     * not wait for so long: it may hold a key.
     */
    private void requireSubscribed(String eventType, AttemptLog earlier) {
        if (subscription.events().matches(eventType)) {
            return;
        }
        var why = "the build '%s' subscribes to '%s', not to '%s'"
                .formatted(application, subscription.events(), eventType);
        if (wanted.test(eventType)) {
            throw new RetryLaterException(
                    untilAnotherBuild.delayAfter(earlier.calls() + 1), why + "; another build does");
        }
        throw new UnwantedEventException(why + "; no build of the service does any more");
    }

    private ApplicationFailure afterwards(Throwable failure, AttemptLog attempts, ActivityExecutionContext activity) {
        if (!(schedule.after(attempts.spent(), failure) instanceof RetrySchedule.Next.Retry retry)) {
            return Failures.last(failure, attempts, application);
        }
        if (endsBefore(activity, retry.delay())) {
            return Failures.expired(failure, attempts, application);
        }
        pulse.tell(activity, attempts);
        return Failures.retryable(failure, retry.delay());
    }

    /** Whether the event's life ends before a wait does; the server would end it too, and forget the attempts. */
    private static boolean endsBefore(ActivityExecutionContext activity, Duration wait) {
        return Instant.now().plus(wait).isAfter(endOfLife(activity));
    }

    private static Instant endOfLife(ActivityExecutionContext activity) {
        var info = activity.getInfo();
        return Instant.ofEpochMilli(info.getScheduledTimestamp()).plus(info.getScheduleToCloseTimeout());
    }

    private Instant deadline(ActivityExecutionContext activity) {
        var interruption = Instant.now().plus(subscription.timeout());
        var end = endOfLife(activity);
        return end.isBefore(interruption) ? end : interruption;
    }

    private Attempt attempt(AttemptLog earlier, Instant started, Outcome outcome, @Nullable Throwable failure) {
        return new Attempt(
                earlier.spent() + 1,
                started,
                Duration.between(started, Instant.now()).toMillis(),
                worker,
                outcome,
                failure == null ? null : Failures.oneLine(failure));
    }
}
