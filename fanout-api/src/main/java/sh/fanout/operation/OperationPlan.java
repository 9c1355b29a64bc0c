package sh.fanout.operation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.function.Function;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.deadletter.DeadLetterQuery;
import sh.fanout.log.EventSelection;

/** What an operation does, and to what. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = OperationPlan.Replay.class, name = "replay"),
    @JsonSubTypes.Type(value = OperationPlan.Retry.class, name = "retry"),
    @JsonSubTypes.Type(value = OperationPlan.Discard.class, name = "discard")
})
public sealed interface OperationPlan {

    OperationKind kind();

    /** What one of two functions makes of it: a plan is about events, or about dead letters. */
    <R> R either(Function<? super Replay, ? extends R> replay, Function<? super OfLetters, ? extends R> letters);

    /**
     * Delivers recorded events again, to the subscriptions that want them by now, in the order that each ordering key had. They
     * are those that the event log has when the replay is drafted: rows that an outage of the store still delays are not.
     *
     * @param events which events; those that were cancelled, or are not due yet, are never among them
     * @param subscriptions only to these, as far as they want an event; empty for all
     * @param skipDelivered whether to leave out who has an event already, from its publish or from a replay
     */
    record Replay(EventSelection events, List<String> subscriptions, boolean skipDelivered) implements OperationPlan {

        public Replay {
            subscriptions = List.copyOf(subscriptions);
        }

        /** A replay to all who want the events by now, and do not have them. */
        public static Replay of(EventSelection events) {
            return new Replay(events, List.of(), true);
        }

        /**
         * The same, but only to these subscriptions.
         *
         * @throws FanoutException ({@code FANOUT-201}) if there are none, which would be all
         */
        public Replay to(String... some) {
            if (some.length == 0) {
                throw new FanoutException(
                        ErrorCode.INVALID_REQUEST,
                        "A replay to no subscription does nothing.",
                        "Name one or more, or leave it out for all.");
            }
            return new Replay(events, List.of(some), skipDelivered);
        }

        /** The same, but also to who has an event already. */
        public Replay again() {
            return new Replay(events, subscriptions, false);
        }

        @Override
        public OperationKind kind() {
            return OperationKind.REPLAY;
        }

        @Override
        public <R> R either(
                Function<? super Replay, ? extends R> replay, Function<? super OfLetters, ? extends R> letters) {
            return replay.apply(this);
        }
    }

    /** A plan for dead letters. */
    sealed interface OfLetters extends OperationPlan {

        /** Which letters, of those that are parked; neither its cursor nor its limit matters. */
        DeadLetterQuery letters();

        @Override
        default <R> R either(
                Function<? super Replay, ? extends R> replay, Function<? super OfLetters, ? extends R> letters) {
            return letters.apply(this);
        }
    }

    /** Delivers dead letters once more, with all attempts of their subscriptions' policies. */
    record Retry(DeadLetterQuery letters) implements OfLetters {

        @Override
        public OperationKind kind() {
            return OperationKind.RETRY;
        }
    }

    /** Closes dead letters without delivering them. */
    record Discard(DeadLetterQuery letters) implements OfLetters {

        @Override
        public OperationKind kind() {
            return OperationKind.DISCARD;
        }
    }
}
