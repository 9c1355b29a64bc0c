package sh.fanout.examples.verify;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a ledger says about the promises. Pure.
 *
 * @param lost {@code event/subscription}: accepted and due, but never handled
 * @param duplicates delivery ids that were handled completely more than once
 * @param unexpected deliveries of what was not published, to who should not have it, or under a second delivery id
 */
record LedgerCheck(SortedSet<String> lost, SortedSet<String> duplicates, SortedSet<String> unexpected) {

    static LedgerCheck of(List<Entry> ledger, Due due) {
        var published = Published.all(ledger);
        var handled = ledger.stream().filter(it -> it.is(Entry.Kind.HANDLED)).toList();
        return new LedgerCheck(lost(published, handled, due), duplicates(handled), unexpected(published, handled, due));
    }

    private static SortedSet<String> lost(Map<Integer, Published> published, List<Entry> handled, Due due) {
        var delivered = handled.stream().map(LedgerCheck::delivery).collect(toSet());
        return published.values().stream()
                .filter(Published::accepted)
                .flatMap(event -> due.must(event).stream().map(it -> event.eventId() + "/" + it))
                .filter(Predicate.not(delivered::contains))
                .collect(toCollection(TreeSet::new));
    }

    private static SortedSet<String> duplicates(List<Entry> handled) {
        return handled.stream().collect(groupingBy(Entry::deliveryId, counting())).entrySet().stream()
                .filter(it -> it.getValue() > 1)
                .map(Map.Entry::getKey)
                .collect(toCollection(TreeSet::new));
    }

    private static SortedSet<String> unexpected(Map<Integer, Published> published, List<Entry> handled, Due due) {
        var found = handled.stream()
                .filter(it -> !allowed(published.get(it.number()), it, due))
                .map(LedgerCheck::delivery)
                .collect(toCollection(TreeSet::new));
        handled.stream().collect(groupingBy(LedgerCheck::delivery)).forEach((delivery, all) -> {
            if (all.stream().map(Entry::deliveryId).distinct().count() > 1) {
                found.add(delivery);
            }
        });
        return found;
    }

    /** A publish without an answer may have been accepted; under which id, its publisher does not know. */
    private static boolean allowed(@Nullable Published event, Entry handled, Due due) {
        return event != null
                && !event.refused()
                && (event.outcome() == null || event.eventId().equals(handled.eventId()))
                && due.may(event).contains(handled.subscription());
    }

    private static String delivery(Entry handled) {
        return handled.eventId() + "/" + handled.subscription();
    }
}
