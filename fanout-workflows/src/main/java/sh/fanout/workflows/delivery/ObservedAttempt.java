package sh.fanout.workflows.delivery;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.temporal.failure.ApplicationFailure;
import java.util.concurrent.Callable;
import sh.fanout.subscription.RetryLaterException;
import sh.fanout.workflows.observation.FanoutObservation;
import sh.fanout.workflows.observation.FanoutObservation.Detail;
import sh.fanout.workflows.observation.FanoutObservation.Tag;
import sh.fanout.workflows.observation.Outcome;

/** One attempt as it is observed; it ends when the handler returns, or when it is known what comes after its failure. */
final class ObservedAttempt {

    private final Observation observation;

    private ObservedAttempt(Observation observation) {
        this.observation = observation;
    }

    static ObservedAttempt begin(HandlerCall call, String subscription, int attempt, ObservationRegistry registry) {
        var event = call.event().envelope();
        return new ObservedAttempt(FanoutObservation.HANDLE
                .of(event, registry)
                .contextualName(FanoutObservation.HANDLE.of(subscription))
                .lowCardinalityKeyValue(Tag.EVENT_TYPE.withValue(event.type()))
                .lowCardinalityKeyValue(Tag.SUBSCRIPTION.withValue(subscription))
                .highCardinalityKeyValue(Detail.DELIVERY_ID.withValue(call.deliveryId()))
                .highCardinalityKeyValue(Detail.ATTEMPT.withValue(Integer.toString(attempt)))
                .start());
    }

    /** What {@code handling} returns; it runs within the span. */
    <V> V call(Callable<V> handling) throws Exception {
        var result = observation.scopedChecked(handling::call);
        end(Outcome.HANDLED);
        return result;
    }

    /** Ends with what the server is told to come after a failure; the application's log has it within the span. */
    ApplicationFailure failed(FailedAttempt attempt) {
        observation.scoped(attempt::log);
        end(outcome(attempt.failure(), attempt.next()));
        return attempt.next();
    }

    private void end(Outcome outcome) {
        observation.lowCardinalityKeyValue(outcome.tag()).stop();
    }

    private static Outcome outcome(Throwable failure, ApplicationFailure next) {
        if (!next.isNonRetryable()) {
            return failure instanceof RetryLaterException ? Outcome.PUT_OFF : Outcome.RETRIED;
        }
        return next.getType().equals(Failures.EXPIRED) ? Outcome.EXPIRED : Outcome.GAVE_UP;
    }
}
