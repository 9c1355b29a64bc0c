package sh.fanout.workflows.catalog;

import static java.util.stream.Collectors.toSet;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.workflows.catalog.Declaration.Subscriber;

/** Consumer groups, whose members must agree on what they want: exactly one of them receives each event. */
final class Groups {

    /** All members travel with each event of the group, in the order in which they would take it over. */
    private static final int MAX_MEMBERS = 100;

    private Groups() {}

    /**
     * Refuses a member that wants other events than the rest of its group, by type or by filter, and too many of them: in
     * the groups of the service that has just declared, since it can do nothing about others.
     *
     * @param service the one that has just declared; of its own subscriptions only the declared ones count, so that it
     *     can change all members of a group at once
     */
    static void check(String service, Collection<String> declared, Collection<SubscriptionEntry> subscriptions) {
        var own = subscriptions.stream()
                .filter(it -> declared.contains(it.id()) && it.declared().group() != null)
                .map(it -> it.declared().group())
                .collect(toSet());
        Map<String, SubscriptionEntry> groups = new HashMap<>();
        Map<String, Integer> sizes = new HashMap<>();
        for (var member : subscriptions) {
            var group = member.declared().group();
            var counts = !member.service().equals(service) || declared.contains(member.id());
            if (group != null && own.contains(group) && !member.retired() && counts) {
                var first = groups.putIfAbsent(group, member);
                if (first != null && !agree(first.declared(), member.declared())) {
                    throw conflict(group, first, member);
                }
                requireFew(group, sizes.merge(group, 1, Integer::sum));
            }
        }
    }

    /** Whether the other members of its group, if it is in one, want the same events. */
    static boolean fits(SubscriptionEntry member, Collection<SubscriptionEntry> subscriptions) {
        var group = member.declared().group();
        return group == null
                || subscriptions.stream()
                        .filter(it -> !it.retired() && !it.id().equals(member.id()))
                        .filter(it -> group.equals(it.declared().group()))
                        .allMatch(it -> agree(it.declared(), member.declared()));
    }

    private static boolean agree(Subscriber one, Subscriber other) {
        return one.events().equals(other.events()) && Objects.equals(one.filter(), other.filter());
    }

    private static void requireFew(String group, int members) {
        if (members > MAX_MEMBERS) {
            throw new FanoutException(
                    ErrorCode.CATALOG_FULL,
                    "Consumer group '%s' would have more than %d members.".formatted(group, MAX_MEMBERS),
                    "Instances of one service share their subscriptions: more instances need no more members.");
        }
    }

    private static FanoutException conflict(String group, SubscriptionEntry one, SubscriptionEntry other) {
        return new FanoutException(
                ErrorCode.CATALOG_CONFLICT,
                "Consumer group '%s' wants different events: %s, and %s.".formatted(group, wish(one), wish(other)),
                "Let all members name the same event type or pattern and the same filter, or put one of them into another group.");
    }

    private static String wish(SubscriptionEntry member) {
        var declared = member.declared();
        var filter = declared.filter() == null ? "" : " with the filter " + declared.filter();
        return "'%s'%s by subscription '%s' (%s in '%s')"
                .formatted(declared.events(), filter, member.id(), declared.place(), member.service());
    }
}
