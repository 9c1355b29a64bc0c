package sh.fanout;

import java.time.Duration;
import java.util.concurrent.ExecutionException;

/** Waits for results on the calling thread. */
final class Gathering {

    private Gathering() {}

    static GatherResult await(Fanout fanout, Publication publication, Duration deadline) {
        var eventId = publication.eventId();
        var results = fanout.gather(publication, deadline);
        try {
            return results.get();
        } catch (InterruptedException e) {
            results.cancel(false);
            Thread.currentThread().interrupt();
            throw failure(eventId, "The wait for the results of event %s was interrupted.".formatted(eventId), e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof FanoutException reason) {
                throw reason;
            }
            throw failure(eventId, "The results of event %s did not come: %s.".formatted(eventId, e.getCause()), e);
        }
    }

    private static FanoutException failure(String eventId, String problem, Exception cause) {
        return new FanoutException(
                ErrorCode.GATHER_FAILED,
                problem,
                "The event is published: pick its results up with gather(\"%s\", …).".formatted(eventId),
                cause);
    }
}
