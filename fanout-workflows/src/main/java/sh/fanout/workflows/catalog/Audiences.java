package sh.fanout.workflows.catalog;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import sh.fanout.ErrorCode;
import sh.fanout.EventPattern;
import sh.fanout.FanoutException;
import sh.fanout.workflows.catalog.Declaration.Subscriber;

/** How many recipients an event of each type could have. */
final class Audiences {

    /** One fan-out follows all deliveries of an event itself. */
    private static final int MAX_RECIPIENTS = 500;

    private Audiences() {}

    /** Refuses more recipients of one type than a fan-out can follow; a consumer group counts as one. */
    static void check(Set<String> types, Collection<SubscriptionEntry> subscriptions) {
        var wanted = subscriptions.stream()
                .filter(it -> !it.retired())
                .map(SubscriptionEntry::declared)
                .collect(groupingBy(it -> new EventPattern(it.events()), mapping(Audiences::recipient, toSet())));
        var named = new HashSet<>(types);
        wanted.keySet().stream()
                .filter(it -> !it.matchesMany())
                .map(EventPattern::text)
                .forEach(named::add);
        named.forEach(type -> requireFew(type, recipients(type, wanted)));
    }

    private static int recipients(String type, Map<EventPattern, Set<String>> wanted) {
        var recipients = new HashSet<>(wanted.getOrDefault(new EventPattern(type), Set.of()));
        wanted.forEach((events, some) -> {
            if (events.matchesMany() && events.matches(type)) {
                recipients.addAll(some);
            }
        });
        return recipients.size();
    }

    /** No id of a subscription, nor a group's, has a space in it. */
    private static String recipient(Subscriber subscriber) {
        return subscriber.group() == null ? subscriber.id() : "group " + subscriber.group();
    }

    private static void requireFew(String type, int recipients) {
        if (recipients > MAX_RECIPIENTS) {
            throw new FanoutException(
                    ErrorCode.CATALOG_FULL,
                    "Event type '%s' would have %d recipients, more than %d."
                            .formatted(type, recipients, MAX_RECIPIENTS),
                    "Let one of them publish an event type of its own, and subscribe the others to that.");
        }
    }
}
