package sh.fanout.workflows.lane;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One event in a lane.
 *
 * @param event the workflow id of its fan-out
 * @param known whether the fan-out has said which chains it needs
 * @param remaining the chains that it still needs; empty while they are unknown
 * @param granted those of them that it may deliver to
 * @param all whether it may deliver to every chain, whichever they are; only while they are unknown
 * @param asked whether the fan-out was asked for its chains
 * @param watched whether the fan-out was told to tell each time that it needs less
 */
public record LaneEntry(
        String event,
        long position,
        boolean known,
        Set<String> remaining,
        Set<String> granted,
        boolean all,
        boolean asked,
        boolean watched) {

    /** About what JSON takes for an entry without its names. */
    private static final int BARE_WEIGHT = 160;

    public LaneEntry {
        // Sorted, so that one state has one form in every history.
        remaining = Collections.unmodifiableSet(new TreeSet<>(remaining));
        granted = Collections.unmodifiableSet(new TreeSet<>(granted));
    }

    static LaneEntry joined(String event, long position) {
        return new LaneEntry(event, position, false, Set.of(), Set.of(), false, false, false);
    }

    /** Whether it may deliver to any chain that it needs. */
    boolean holds() {
        return all || !granted.isEmpty();
    }

    /** Whether it needs a chain that it may not deliver to yet. */
    boolean waits() {
        return known ? granted.size() < remaining.size() : !all;
    }

    LaneEntry needing(Set<String> chains) {
        var kept = new TreeSet<>(all ? chains : granted);
        kept.retainAll(chains);
        return new LaneEntry(event, position, true, chains, kept, false, asked, watched);
    }

    LaneEntry withAll() {
        return new LaneEntry(event, position, known, remaining, granted, true, asked, watched);
    }

    LaneEntry with(Set<String> chains) {
        var more = new TreeSet<>(granted);
        more.addAll(chains);
        return new LaneEntry(event, position, known, remaining, more, all, asked, watched);
    }

    LaneEntry ask() {
        return new LaneEntry(event, position, known, remaining, granted, all, true, watched);
    }

    LaneEntry watch() {
        return new LaneEntry(event, position, known, remaining, granted, all, asked, true);
    }

    Turn turn(boolean ask) {
        return new Turn(event, all, List.copyOf(granted), position, watched, ask, false);
    }

    /** About how many bytes it takes, once all that it needs is granted. */
    int weight() {
        return BARE_WEIGHT
                + event.length()
                + remaining.stream().mapToInt(it -> 2 * it.length() + 6).sum();
    }
}
