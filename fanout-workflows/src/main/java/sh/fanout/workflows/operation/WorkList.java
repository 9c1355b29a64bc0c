package sh.fanout.workflows.operation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sh.fanout.workflows.log.WorkItem;

/**
 * The items of an operation that were read and have not settled: which of them may begin, since none before them in their lane
 * is under way. Plain code, and the same every time.
 */
final class WorkList {

    /** How many items are under way at most, whatever the rate: more would only wait for their handlers. */
    static final int MAX_BEGUN = 500;

    private static final int MAX_WAITING = 400;

    private final List<WorkItem> waiting;
    private final TreeMap<Long, Begun> begun = new TreeMap<>();
    private long read;

    WorkList(Snapshot snapshot) {
        read = snapshot.read();
        waiting = new ArrayList<>(snapshot.waiting());
        snapshot.begun().forEach(it -> begun.put(it.item().number(), it));
    }

    Snapshot snapshot() {
        return new Snapshot(read, waiting, List.copyOf(begun.values()));
    }

    /** The number of the last item that was read. */
    long read() {
        return read;
    }

    /** Whether more should be read, if there are more. */
    boolean isShort() {
        return waiting.size() <= MAX_WAITING / 2;
    }

    int room() {
        return MAX_WAITING - waiting.size();
    }

    void add(List<WorkItem> items) {
        for (var item : items) {
            read = item.number();
            if (!item.leftOut()) {
                waiting.add(item);
            }
        }
    }

    /** Begins with the first items whose lanes are free. */
    List<WorkItem> begin(long most, Instant now) {
        var busy = new HashSet<Lane>();
        begun.values().stream()
                .map(it -> Lane.of(it.item()))
                .filter(Objects::nonNull)
                .forEach(busy::add);
        var chosen = new ArrayList<WorkItem>();
        for (var item : waiting) {
            if (chosen.size() >= most) {
                break;
            }
            var lane = Lane.of(item);
            if (lane == null || busy.add(lane)) {
                chosen.add(item);
            }
        }
        waiting.removeAll(new HashSet<>(chosen));
        chosen.forEach(it -> begun.put(it.number(), new Begun(it, now)));
        return chosen;
    }

    /** How many are under way. */
    int begun() {
        return begun.size();
    }

    /** What has been under way for long. */
    List<WorkItem> begunBefore(Instant time) {
        return begun.values().stream()
                .filter(it -> it.since().isBefore(time))
                .map(Begun::item)
                .toList();
    }

    void settled(long number) {
        begun.remove(number);
        waiting.removeIf(it -> it.number() == number);
    }

    /** Has items that have not settled wait once more, before all others; returns how many they are. */
    int putBack(List<WorkItem> items) {
        var again =
                items.stream().filter(it -> begun.remove(it.number()) != null).toList();
        waiting.addAll(0, again);
        return again.size();
    }

    boolean isDone(long total) {
        return read >= total && waiting.isEmpty() && begun.isEmpty();
    }

    /**
     * What a run hands to the next one.
     *
     * @param read the number of the last item that was read
     * @param waiting what may begin, or waits for its lane, in order
     * @param begun what is under way
     */
    record Snapshot(long read, List<WorkItem> waiting, List<Begun> begun) {

        static final Snapshot EMPTY = new Snapshot(0, List.of(), List.of());

        public Snapshot {
            waiting = List.copyOf(waiting);
            begun = List.copyOf(begun);
        }
    }

    /** An item that is under way. */
    record Begun(WorkItem item, Instant since) {}

    /** What must not be under way twice: one key's events for one subscription. */
    private record Lane(@Nullable String stream, String key, String subscription) {

        static @Nullable Lane of(WorkItem item) {
            return item.orderingKey() == null ? null : new Lane(item.stream(), item.orderingKey(), item.subscription());
        }
    }
}
