package sh.fanout.workflows.log;

import io.grpc.StatusRuntimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.fanout.FanoutException;
import sh.fanout.deadletter.DeadLetterQuery;
import sh.fanout.deadletter.DeadLetterStatus;
import sh.fanout.log.EventSelection;
import sh.fanout.log.EventStatus;
import sh.fanout.log.PageLimit;
import sh.fanout.log.Position;
import sh.fanout.operation.OperationQuery;
import sh.fanout.operation.OperationStatus;

/**
 * What the log takes for open and Temporal does not have, since the server begins empty beside a log that does not.
 *
 * <p>Not for a server that others use: what it does not have could be open elsewhere.
 */
public final class LostRuns {

    private static final Logger logger = LoggerFactory.getLogger(LostRuns.class);

    private static final int AT_ONCE = 100;

    private final EventLog log;
    private final EndedRuns endedRuns;

    public LostRuns(EventLog log, EndedRuns endedRuns) {
        this.log = log;
        this.endedRuns = endedRuns;
    }

    /** Writes down the end of all of them; what cannot be written stays as it is. */
    public void writeDown() {
        try {
            var letters = Stream.of(DeadLetterStatus.values())
                    .filter(it -> !it.closed())
                    .mapToInt(this::writeDownLetters)
                    .sum();
            var events = Stream.of(EventStatus.values())
                    .filter(it -> !it.settled())
                    .mapToInt(this::writeDownEvents)
                    .sum();
            var operations = Stream.of(OperationStatus.values())
                    .filter(it -> !it.closed())
                    .mapToInt(this::writeDownOperations)
                    .sum();
            if (letters + events + operations > 0) {
                logger.info(
                        "Temporal has no run any more of {} dead letters, {} events and {} operations that were open in the"
                                + " event log: closed them there ({}); the events can be replayed",
                        letters,
                        events,
                        operations,
                        log.describe());
            }
        } catch (StatusRuntimeException | FanoutException away) {
            logger.warn("What is open in the event log and not in Temporal stays so ({})", log.describe(), away);
        }
    }

    private int writeDownEvents(EventStatus open) {
        var found = 0;
        Position position = null;
        do {
            var part = log.scan(EventSelection.ALL.in(open), position, AT_ONCE);
            var ended = part.events().stream()
                    .flatMap(event -> endedRuns.end(event, Instant.EPOCH).stream())
                    .toList();
            log.append(ended);
            found += ended.size();
            position = part.next();
        } while (position != null);
        return found;
    }

    private int writeDownLetters(DeadLetterStatus open) {
        var found = 0;
        Position position = null;
        do {
            var page = log.deadLetters(
                    new DeadLetterQuery(null, null, open, Set.of(), null, null, position, PageLimit.MAX));
            var ended = new ArrayList<DeadLetterEntry>();
            for (var letter : page.letters()) {
                endedRuns
                        .end(letter, Instant.EPOCH)
                        .flatMap(end -> log.deadLetterEntry(letter.eventId(), letter.subscription())
                                .map(entry -> entry.discarded(EndedRuns.discardedBy(end))))
                        .ifPresent(ended::add);
            }
            log.append(List.of(), ended);
            found += ended.size();
            position = page.next();
        } while (position != null);
        return found;
    }

    private int writeDownOperations(OperationStatus open) {
        var found = 0;
        Position position = null;
        do {
            var page = log.operations().page(new OperationQuery(null, open, position, PageLimit.MAX));
            found += (int) page.operations().stream()
                    .filter(it ->
                            endedRuns.reconciled(it, Instant.EPOCH).status().closed())
                    .count();
            position = page.next();
        } while (position != null);
        return found;
    }
}
