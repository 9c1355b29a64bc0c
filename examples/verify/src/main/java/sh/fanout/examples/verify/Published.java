package sh.fanout.examples.verify;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One publish, as its publisher wrote it down.
 *
 * @param offered the line before the call
 * @param outcome the line after it; {@code null} if the publisher died in between
 */
record Published(Entry offered, @Nullable Entry outcome) {

    /** All publishes by their number. */
    static Map<Integer, Published> all(List<Entry> ledger) {
        var outcomes = ledger.stream()
                .filter(it -> it.is(Entry.Kind.ACCEPTED) || it.is(Entry.Kind.REFUSED) || it.is(Entry.Kind.UNCLEAR))
                .collect(toMap(Entry::number, it -> it));
        return ledger.stream()
                .filter(it -> it.is(Entry.Kind.OFFERED))
                .collect(toMap(Entry::number, it -> new Published(it, outcomes.get(it.number()))));
    }

    boolean accepted() {
        return outcome != null && outcome.is(Entry.Kind.ACCEPTED);
    }

    boolean refused() {
        return outcome != null && outcome.is(Entry.Kind.REFUSED);
    }

    boolean unclear() {
        return outcome != null && outcome.is(Entry.Kind.UNCLEAR);
    }

    /** When the publisher had its answer; as good as never if it died over it. */
    Instant answered() {
        return outcome == null ? Instant.MAX : outcome.time();
    }

    /** How long the publisher was kept waiting for the outcome. */
    Duration took() {
        return outcome == null ? Duration.ZERO : outcome.took();
    }

    /** The id that the publisher was told; empty if it was told none. */
    String eventId() {
        return outcome == null ? "" : outcome.eventId();
    }
}
