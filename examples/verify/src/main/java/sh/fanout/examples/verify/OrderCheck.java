package sh.fanout.examples.verify;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import sh.fanout.log.LoggedEvent;

/**
 * What a ledger says about events with ordering keys. Pure.
 *
 * @param deliveries what it says about the other promises
 * @param inversions deliveries that began or ended when one of a later event of their key had begun, each with that one;
 *     each replay by itself
 * @param misplaced events without a position in their lane, and those that stand behind one that was offered only when
 *     their own publish had been answered
 */
record OrderCheck(LedgerCheck deliveries, SortedSet<String> inversions, SortedSet<String> misplaced) {

    static OrderCheck of(List<Entry> ledger, Collection<LoggedEvent> log, Due due) {
        var places = places(log);
        return new OrderCheck(
                LedgerCheck.of(ledger, due),
                inversions(ledger, places),
                misplaced(Published.all(ledger).values(), places));
    }

    /** Where an event stands in its lane. */
    private record Place(String key, long position) {}

    private static Map<String, Place> places(Collection<LoggedEvent> log) {
        var places = new HashMap<String, Place>();
        for (var event : log) {
            var key = event.envelope().orderingKey();
            var position = event.position();
            if (key != null && position != null) {
                places.put(event.envelope().id(), new Place(key, position));
            }
        }
        return places;
    }

    private static SortedSet<String> inversions(List<Entry> ledger, Map<String, Place> places) {
        var found = new TreeSet<String>();
        var latest = new HashMap<String, Entry>();
        ledger.stream()
                .filter(it -> it.is(Entry.Kind.STARTED) || it.is(Entry.Kind.HANDLED))
                .filter(it -> places.containsKey(it.eventId()))
                .sorted(comparing(Entry::time))
                .forEach(entry -> {
                    var place = place(entry.eventId(), places);
                    var chain = entry.recipient() + " " + place.key();
                    var before = latest.getOrDefault(chain, entry);
                    if (place.position() < place(before.eventId(), places).position()) {
                        found.add("%s after %s".formatted(entry.deliveryId(), before.deliveryId()));
                    } else {
                        latest.put(chain, entry);
                    }
                });
        return found;
    }

    private static SortedSet<String> misplaced(Collection<Published> published, Map<String, Place> places) {
        var accepted = published.stream().filter(Published::accepted).toList();
        var found = accepted.stream()
                .map(Published::eventId)
                .filter(it -> !places.containsKey(it))
                .collect(toCollection(TreeSet::new));
        accepted.stream()
                .filter(it -> places.containsKey(it.eventId()))
                .collect(groupingBy(it -> place(it.eventId(), places).key()))
                .values()
                .forEach(ofKey -> ofKey.stream()
                        .filter(event -> ofKey.stream().anyMatch(other -> isWronglyAhead(other, event, places)))
                        .map(Published::eventId)
                        .forEach(found::add));
        return found;
    }

    /** Whether one event stands before another whose publish had been answered before its own began. */
    private static boolean isWronglyAhead(Published one, Published other, Map<String, Place> places) {
        return one.offered().time().isAfter(other.answered())
                && place(one.eventId(), places).position()
                        <= place(other.eventId(), places).position();
    }

    private static Place place(String eventId, Map<String, Place> places) {
        return requireNonNull(places.get(eventId));
    }
}
