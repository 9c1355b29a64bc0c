package sh.fanout.workflows.log;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import sh.fanout.deadletter.DeadLetterStatus;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.EventStatus;
import sh.fanout.operation.OperationStatus;

/** The statuses in which something is still to happen, each as a list that SQL takes after IN. */
public final class Unfinished {

    public static final String EVENTS = list(EventStatus.values(), EventStatus::settled);
    public static final String DELIVERIES = list(DeliveryStatus.values(), DeliveryStatus::settled);
    public static final String DEAD_LETTERS = list(DeadLetterStatus.values(), DeadLetterStatus::closed);
    public static final String OPERATIONS = list(OperationStatus.values(), OperationStatus::closed);

    private Unfinished() {}

    private static <S extends Enum<S>> String list(S[] all, Predicate<S> finished) {
        return Arrays.stream(all)
                .filter(finished.negate())
                .map(it -> "'" + it.name() + "'")
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
