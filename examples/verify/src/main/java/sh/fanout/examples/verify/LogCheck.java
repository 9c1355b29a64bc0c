package sh.fanout.examples.verify;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.log.LoggedEvent;

/**
 * Where the event log and the ledger differ. Pure.
 *
 * @param missing accepted events without a settled row, and handled deliveries without a row that says so
 * @param untrue rows of events that nobody published, of deliveries that nobody has handled, and settled events without
 *     one row per delivery
 */
record LogCheck(SortedSet<String> missing, SortedSet<String> untrue) {

    static LogCheck of(List<Entry> ledger, Collection<LoggedEvent> log) {
        var accepted = Published.all(ledger).values().stream()
                .filter(Published::accepted)
                .map(Published::eventId)
                .toList();
        var handled = ledger.stream()
                .filter(it -> it.is(Entry.Kind.HANDLED))
                .map(Entry::deliveryId)
                .collect(toSet());
        var settled = log.stream()
                .filter(it -> it.status().settled())
                .map(LogCheck::id)
                .collect(toSet());
        var delivered = log.stream()
                .flatMap(it -> it.deliveries().stream())
                .filter(it -> it.status() == DeliveryStatus.DELIVERED)
                .map(LoggedDelivery::id)
                .collect(toSet());
        // A publisher that died or got no answer knows no id: there the handlers' lines are the only witnesses.
        var mayExist = ledger.stream()
                .filter(it -> !it.is(Entry.Kind.REFUSED))
                .map(Entry::eventId)
                .collect(toSet());

        var missing = Stream.concat(
                        accepted.stream().filter(Predicate.not(settled::contains)),
                        handled.stream().filter(Predicate.not(delivered::contains)))
                .collect(toCollection(TreeSet::new));
        var untrue = Stream.concat(
                        log.stream()
                                .filter(it -> !mayExist.contains(id(it)) || !hasAllDeliveries(it))
                                .map(LogCheck::id),
                        delivered.stream().filter(Predicate.not(handled::contains)))
                .collect(toCollection(TreeSet::new));
        return new LogCheck(missing, untrue);
    }

    private static boolean hasAllDeliveries(LoggedEvent event) {
        return !event.status().settled()
                || event.recipients() == event.deliveries().size();
    }

    private static String id(LoggedEvent event) {
        return event.envelope().id();
    }
}
