package sh.fanout.workflows.log;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Stores batches, and finds by halving what the store refuses of one: its neighbours must not fail with it. */
final class BatchStore {

    /** Before a store that answers and has stored nothing of a batch counts as away: one of 5,000 is found after thirteen. */
    private static final int MAX_REFUSALS = 30;

    private final EventLog log;

    BatchStore(EventLog log) {
        this.log = log;
    }

    /**
     * Tells each entry whether it is stored.
     *
     * @return how the store failed, if it is away; else empty, whatever it has refused
     */
    Optional<Throwable> store(List<HandedIn> batch) {
        var parts = new ArrayDeque<>(List.of(batch));
        var refusals = 0;
        var stored = false;
        while (!parts.isEmpty()) {
            var part = parts.pop();
            try {
                append(part.stream().map(HandedIn::unwritten).toList());
                part.forEach(HandedIn::stored);
                stored = true;
            } catch (Throwable failure) {
                refusals++;
                var isAway = part.size() > 1 && !log.available();
                if (isAway || (refusals >= MAX_REFUSALS && !stored)) {
                    fail(part, failure);
                    parts.forEach(rest -> fail(rest, failure));
                    return isAway ? Optional.of(failure) : Optional.empty();
                }
                if (part.size() == 1) {
                    fail(part, failure);
                } else {
                    parts.push(part.subList(part.size() / 2, part.size()));
                    parts.push(part.subList(0, part.size() / 2));
                }
            }
        }
        return Optional.empty();
    }

    private static void fail(List<HandedIn> entries, Throwable failure) {
        entries.forEach(entry -> entry.failed(failure));
    }

    private void append(List<Unwritten> batch) {
        var outcomes = all(batch, Unwritten.OfOutcome.class, Unwritten.OfOutcome::outcome);
        if (outcomes.isEmpty()) {
            log.append(
                    all(batch, Unwritten.OfEvent.class, Unwritten.OfEvent::event),
                    all(batch, Unwritten.OfLetter.class, Unwritten.OfLetter::letter));
        } else {
            log.operations().settle(outcomes);
        }
    }

    private static <W extends Unwritten, T> List<T> all(List<Unwritten> batch, Class<W> kind, Function<W, T> content) {
        return batch.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .map(content)
                .toList();
    }
}
