package sh.fanout.examples.verify;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How long the events of a period took from the publish to the first handler that began, shortest first. */
record Latencies(List<Duration> sorted) {

    static Latencies of(List<Entry> ledger, Instant from, Instant to) {
        var offered = ledger.stream()
                .filter(it -> it.is(Entry.Kind.OFFERED))
                .filter(it -> !it.time().isBefore(from) && it.time().isBefore(to))
                .collect(toMap(Entry::number, Entry::time));
        var started = ledger.stream()
                .filter(it -> it.is(Entry.Kind.STARTED) && offered.containsKey(it.number()))
                .collect(toMap(Entry::number, Entry::time, (one, other) -> one.isBefore(other) ? one : other));
        return new Latencies(started.entrySet().stream()
                .map(it -> Duration.between(offered.get(it.getKey()), it.getValue()))
                .sorted()
                .toList());
    }

    Duration median() {
        return at(50);
    }

    /** What 95 of 100 events did not exceed. */
    Duration nearlyAll() {
        return at(95);
    }

    private Duration at(int percent) {
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }

    @Override
    public String toString() {
        return "p50 %d p95 %d ms (%d events)"
                .formatted(median().toMillis(), nearlyAll().toMillis(), sorted.size());
    }
}
