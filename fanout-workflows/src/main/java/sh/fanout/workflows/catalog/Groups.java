package sh.fanout.workflows.catalog;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

/** Consumer groups, whose members must agree on what they want: exactly one of them receives each event. */
final class Groups {

    private Groups() {}

    /**
     * Refuses a member that wants other events than the rest of its group.
     *
     * @param service the service that has just declared; of its own subscriptions only the declared ones count, so that it
     *     can change all members of a group at once
     */
    static void check(String service, Collection<String> declared, Collection<SubscriptionEntry> subscriptions) {
        Map<String, SubscriptionEntry> groups = new HashMap<>();
        for (var member : subscriptions) {
            var group = member.declared().group();
            var counts = !member.service().equals(service) || declared.contains(member.id());
            if (group != null && !member.retired() && counts) {
                var first = groups.putIfAbsent(group, member);
                if (first != null
                        && !first.declared().events().equals(member.declared().events())) {
                    throw conflict(group, first, member);
                }
            }
        }
    }

    private static FanoutException conflict(String group, SubscriptionEntry one, SubscriptionEntry other) {
        return new FanoutException(
                ErrorCode.CATALOG_CONFLICT,
                "Consumer group '%s' wants different events: %s, and %s.".formatted(group, wish(one), wish(other)),
                "Let all members name the same event type or pattern, or put one of them into another group.");
    }

    private static String wish(SubscriptionEntry member) {
        return "'%s' by subscription '%s' (%s in '%s')"
                .formatted(
                        member.declared().events(),
                        member.id(),
                        member.declared().place(),
                        member.service());
    }
}
