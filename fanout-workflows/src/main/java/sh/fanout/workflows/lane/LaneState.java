package sh.fanout.workflows.lane;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which events are in a lane, and what to tell them next. Pure: the workflow beside it only carries messages.
 *
 * <p>How it works: events stand in the order in which they joined. The first one may deliver to every chain, unseen. As
 * soon as others wait, the lane asks who needs what, and an event gets each chain that no event before it still needs.
 * Behind an event whose chains are unknown nobody gets anything. Messages may be lost, repeated or late: what an event
 * needs only shrinks, a turn is never taken back, and the check asks again whoever others wait for.
 */
class LaneState {

    /**
     * Answers that are under way at once: Temporal fails a task during which more than a hundred messages arrive, and then
     * all would be asked again. Nobody gets anything behind an event that has not answered; those far back can wait.
     */
    private static final int MAX_ASKED = 30;

    private final LaneLimits limits;
    private final Map<String, LaneEntry> entries = new LinkedHashMap<>();
    private final Set<String> refused = new LinkedHashSet<>();
    private long nextPosition;
    private int bytes;

    LaneState(LaneLimits limits, LaneSnapshot snapshot) {
        this.limits = limits;
        this.nextPosition = snapshot.nextPosition();
        snapshot.entries().forEach(this::put);
    }

    /** What to carry into the next run; only when {@link #step()} has nothing to say. */
    LaneSnapshot snapshot() {
        return new LaneSnapshot(nextPosition, List.copyOf(entries.values()));
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    boolean someoneWaits() {
        return entries.values().stream().anyMatch(LaneEntry::waits);
    }

    /** Takes an event in, behind all others, unless it is here or the lane is full; says whether it did. */
    boolean join(String event) {
        if (entries.containsKey(event)) {
            return false;
        }
        var entry = LaneEntry.joined(event, nextPosition);
        if (entries.size() >= limits.maxEvents() || bytes + entry.weight() > limits.maxBytes()) {
            refused.add(event);
            return false;
        }
        nextPosition++;
        put(entry);
        return true;
    }

    /** Learns what an event still needs; says whether that was new. */
    boolean holds(String event, Collection<String> needed) {
        var joined = !needed.isEmpty() && join(event);
        var entry = entries.get(event);
        if (entry == null) {
            return false;
        }
        var remaining = entry.known() ? narrowed(entry, needed) : new TreeSet<>(needed);
        if (remaining.isEmpty()) {
            remove(event);
            return true;
        }
        var learned = entry.needing(remaining);
        if (bytes - entry.weight() + learned.weight() > limits.maxBytes()) {
            // It stays unknown, which costs those behind it time, and nobody his turn.
            return joined;
        }
        put(learned);
        return joined || !learned.equals(entry);
    }

    /** Forgets events whose fan-outs are closed. */
    void gone(Collection<String> events) {
        events.forEach(this::remove);
    }

    /** What to tell now. After that, and after {@link #gone}, there may be more: until it is empty. */
    List<Turn> step() {
        var turns = new ArrayList<>(refused.stream().map(Turn::refusing).toList());
        refused.clear();
        turns.addAll(watches());
        // Most are closed by now, and the next one then has its turn without being asked first.
        return turns.isEmpty() ? grants() : turns;
    }

    /** The events whose fan-outs must be open, lest others wait for one that is closed. */
    List<String> checked() {
        var checked = new ArrayList<String>();
        var behindUnknown = false;
        for (var entry : entries.values()) {
            if (isChecked(entry, behindUnknown)) {
                checked.add(entry.event());
            }
            behindUnknown |= blocks(entry);
        }
        return checked;
    }

    /**
     * What to repeat and to ask, lest a lost message stop those who wait.
     *
     * @param thorough whether to ask also those who have said what they need; they would rather say so themselves, and a
     *     fan-out takes only so many messages
     */
    List<Turn> check(boolean thorough) {
        var checked = checked();
        var turns = new ArrayList<Turn>();
        for (var rest = entriesInOrder(); rest.hasNext(); ) {
            var entry = rest.next();
            var isAsked = thorough || (!entry.known() && rest.hasNext());
            if (isAsked && checked.contains(entry.event())) {
                turns.add(put(entry.ask()).turn(true));
            }
        }
        return turns;
    }

    private List<Turn> watches() {
        var turns = new ArrayList<Turn>();
        for (var rest = entriesInOrder(); rest.hasNext(); ) {
            var entry = rest.next();
            var isFollowed = rest.hasNext();
            if (isFollowed && entry.holds() && !entry.watched()) {
                turns.add(put(entry.ask().watch()).turn(true));
            }
        }
        return turns;
    }

    private List<Turn> grants() {
        var turns = new ArrayList<Turn>();
        var taken = new TreeSet<String>();
        var isFirst = true;
        var behindUnknown = false;
        for (var rest = entriesInOrder(); rest.hasNext(); ) {
            var entry = rest.next();
            var isFollowed = rest.hasNext();
            if (!entry.known()) {
                opening(entry, isFirst, isFollowed).ifPresent(turns::add);
            } else if (!behindUnknown) {
                var free = free(entry, taken);
                if (!free.isEmpty()) {
                    turns.add(put(watchedIf(isFollowed, entry.with(free))).turn(false));
                }
            }
            taken.addAll(entry.remaining());
            behindUnknown |= blocks(entry);
            isFirst = false;
        }
        return turns;
    }

    /** What to tell an event whose chains are unknown: the first one its turn, and each that it is to name them. */
    private Optional<Turn> opening(LaneEntry entry, boolean isFirst, boolean isFollowed) {
        var isDue = isFirst && !entry.all();
        var isToAnswer = !entry.asked() && (isFollowed || !isFirst) && unanswered() < MAX_ASKED;
        if (!isDue && !isToAnswer) {
            return Optional.empty();
        }
        var told = isDue ? watchedIf(isFollowed, entry.withAll()) : entry;
        return Optional.of(put(isToAnswer ? told.ask() : told).turn(isToAnswer));
    }

    private long unanswered() {
        return entries.values().stream().filter(it -> it.asked() && !it.known()).count();
    }

    /** What of its chains an event may have that it does not have yet. */
    Set<String> free(LaneEntry entry, Set<String> taken) {
        var free = new TreeSet<>(entry.remaining());
        free.removeAll(taken);
        free.removeAll(entry.granted());
        return free;
    }

    /** What an event needs, whichever of its messages has come first. */
    Set<String> narrowed(LaneEntry entry, Collection<String> needed) {
        var narrowed = new TreeSet<>(entry.remaining());
        narrowed.retainAll(needed);
        return narrowed;
    }

    /** Whether those behind an event have to wait for its answer. */
    boolean blocks(LaneEntry entry) {
        return !entry.known();
    }

    /** Whether others wait for an event, or would. */
    boolean isChecked(LaneEntry entry, boolean behindUnknown) {
        return entry.holds() || (blocks(entry) && (!behindUnknown || entry.asked()));
    }

    private static LaneEntry watchedIf(boolean isFollowed, LaneEntry entry) {
        return isFollowed ? entry.watch() : entry;
    }

    /** Over a copy: entries are replaced on the way. */
    private Iterator<LaneEntry> entriesInOrder() {
        return List.copyOf(entries.values()).iterator();
    }

    private LaneEntry put(LaneEntry entry) {
        var before = entries.put(entry.event(), entry);
        bytes += entry.weight() - (before == null ? 0 : before.weight());
        return entry;
    }

    private void remove(String event) {
        var entry = entries.remove(event);
        bytes -= entry == null ? 0 : entry.weight();
    }
}
