package sh.fanout.workflows.selection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sh.fanout.EventEnvelope;
import sh.fanout.log.PassedOver;
import sh.fanout.log.PassedOver.Reason;
import sh.fanout.workflows.filter.FilterSubject;
import sh.fanout.workflows.subscription.LimitKey;
import sh.fanout.workflows.temporal.TaskQueues;
import tools.jackson.databind.JsonNode;

/** Sorts the subscriptions to an event's type into those that receive the event and those that do not. */
final class Audience {

    /** The selection travels in the run's history; the filters can be asked again. */
    private static final int MAX_MISMATCHES = 200;

    private final List<Recipient> recipients = new ArrayList<>();
    private final List<PassedOver> passedOver = new ArrayList<>();
    private final Map<String, List<Candidate>> groups = new TreeMap<>();
    private final EventEnvelope event;
    private final JsonNode payload;
    private final TaskQueues queues;

    Audience(EventEnvelope event, JsonNode payload, TaskQueues queues) {
        this.event = event;
        this.payload = payload;
        this.queues = queues;
    }

    /** The recipients and the others, both in the order of their subscriptions. */
    Selection of(List<Candidate> candidates, Duration succession, long catalogVersion) {
        var subject = new FilterSubject(payload, event.tags(), event.metadata());
        for (var candidate : candidates) {
            if (!candidate.wants(subject)) {
                passedOver.add(refusal(candidate, subject));
            } else if (candidate.group() == null) {
                recipients.add(recipient(candidate));
            } else {
                groups.computeIfAbsent(candidate.group(), group -> new ArrayList<>())
                        .add(candidate);
            }
        }
        groups.forEach((group, members) -> choose(group, members, succession));
        recipients.sort(Comparator.comparing(Recipient::subscription));
        passedOver.sort(Comparator.comparing(PassedOver::subscription));
        return new Selection(catalogVersion, recipients, passedOver, List.of());
    }

    private void choose(String group, List<Candidate> members, Duration succession) {
        var key = event.orderingKey() == null ? event.id() : event.orderingKey();
        var ordered = Rendezvous.order(group, key, members, Candidate::id);
        var chosen = ordered.get(0);
        recipients.add(Succession.first(ordered.stream().map(this::recipient).toList(), succession));
        ordered.stream()
                .skip(1)
                .map(it -> new PassedOver(it.id(), Reason.GROUP, null, chosen.id()))
                .forEach(passedOver::add);
    }

    private PassedOver refusal(Candidate candidate, FilterSubject subject) {
        var mismatch =
                passedOver.size() < MAX_MISMATCHES ? candidate.mismatch(subject).orElse(null) : null;
        return new PassedOver(candidate.id(), Reason.FILTER, mismatch, null);
    }

    /** A subscription with what its delivery needs to know, by itself. */
    Recipient recipient(Candidate candidate) {
        var declared = candidate.entry().declared();
        var perKey = declared.limits().perKey();
        return new Recipient(
                candidate.id(),
                queues.subscription(candidate.id()),
                candidate.chain(),
                declared.onFailure(),
                declared.timeout(),
                perKey == null ? null : LimitKey.of(perKey, payload),
                null);
    }
}
