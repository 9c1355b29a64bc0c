package sh.fanout.workflows.publish;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.EventStatus;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.log.PassedOver;
import sh.fanout.workflows.delivery.Verdict;
import sh.fanout.workflows.selection.Recipient;
import sh.fanout.workflows.selection.Selection;

/** What has become of the deliveries of one event so far. */
final class Outcomes {

    /** Each output is in the history once as a result, and in up to two records: without an end to it they fill the run. */
    private static final int MAX_OUTPUTS = 4 << 20;

    private final Selection selection;
    private final String eventId;

    /** By subscription, in the order in which their deliveries began. */
    private final Map<String, Progress> progress = new LinkedHashMap<>();

    /** By the member of a group that has passed its delivery on. */
    private final Map<String, String> successors = new HashMap<>();

    /** How many characters the outputs have that are kept. */
    private int outputs;

    Outcomes(Selection selection, String eventId) {
        this.selection = selection;
        this.eventId = eventId;
    }

    void begun(String subscription, int round) {
        progress.put(subscription, new Progress(round, null));
    }

    void ended(String subscription, int round, Verdict verdict) {
        progress.put(subscription, new Progress(round, capped(verdict)));
    }

    private Verdict capped(Verdict verdict) {
        var output = verdict.output();
        if (output == null) {
            return verdict;
        }
        var length = output.toString().length();
        if (outputs + length > MAX_OUTPUTS) {
            return verdict.withoutOutput(
                    "the outputs for the event have more than %,d characters of JSON together; this one is not kept"
                            .formatted(MAX_OUTPUTS));
        }
        outputs += length;
        return verdict;
    }

    void passedOn(String from, String to) {
        successors.put(from, to);
    }

    /** The deliveries that have begun or ended, in the order of their subscriptions. */
    List<LoggedDelivery> logged() {
        return progress.keySet().stream().sorted().map(this::logged).toList();
    }

    /** One per recipient, whether it has begun or not, in the order of their subscriptions. */
    List<LoggedDelivery> results() {
        var recipients = selection.recipients().stream().map(Recipient::subscription);
        return Stream.concat(recipients, progress.keySet().stream())
                .distinct()
                .sorted()
                .map(this::logged)
                .filter(it -> it.status() != DeliveryStatus.PASSED_ON)
                .toList();
    }

    /** How many subscriptions receive the event: a group is one of them, whoever had it before. */
    int recipients() {
        return selection.recipients().size();
    }

    /** Who does not receive the event, and in a group, who does instead: by now, that is. */
    List<PassedOver> passedOver() {
        return selection.passedOver().stream()
                .filter(it -> !progress.containsKey(it.subscription()))
                .map(it -> new PassedOver(it.subscription(), it.reason(), it.mismatch(), holder(it.chosen())))
                .toList();
    }

    /** What has become of the event, once every delivery is settled. */
    EventStatus status() {
        if (missed().isEmpty()) {
            return EventStatus.DELIVERED;
        }
        return missed().stream().allMatch(it -> it.status() == DeliveryStatus.EXPIRED)
                ? EventStatus.EXPIRED
                : EventStatus.FAILED;
    }

    FanOutResult result() {
        return new FanOutResult(
                status(),
                recipients(),
                missed().stream().map(LoggedDelivery::subscription).toList());
    }

    private List<LoggedDelivery> missed() {
        return logged().stream()
                .filter(it -> it.status() != DeliveryStatus.DELIVERED && it.status() != DeliveryStatus.PASSED_ON)
                .toList();
    }

    private @Nullable String holder(@Nullable String chosen) {
        var holder = chosen;
        while (holder != null && successors.containsKey(holder)) {
            holder = successors.get(holder);
        }
        return holder;
    }

    private LoggedDelivery logged(String subscription) {
        var known = progress.getOrDefault(subscription, Progress.NONE);
        var id = deliveryId(subscription);
        return known.verdict() == null
                ? new LoggedDelivery(
                        id, subscription, DeliveryStatus.PENDING, known.round(), List.of(), 0, null, null, null)
                : known.verdict().logged(id, subscription, known.round());
    }

    String deliveryId(String subscription) {
        return eventId + "/" + subscription;
    }

    /**
     * How far one delivery has come.
     *
     * @param round how often it was delivered anew after it had failed
     * @param verdict how the round has ended; {@code null} before
     */
    private record Progress(int round, @Nullable Verdict verdict) {

        static final Progress NONE = new Progress(0, null);
    }
}
