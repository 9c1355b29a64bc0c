package sh.fanout.workflows.erasure;

import java.time.Instant;
import sh.fanout.erasure.Erasable;
import sh.fanout.erasure.Erasure;

/**
 * What an erasure starts with.
 *
 * @param erasure what stays
 * @param what what is to go
 */
public record ErasureOrder(Erasure erasure, Erasable what) {

    /** The same by the clock of the server, which is that of the events. */
    ErasureOrder acceptedAt(Instant now) {
        return new ErasureOrder(
                new Erasure(
                        erasure.id(),
                        erasure.digest(),
                        now,
                        erasure.ended(),
                        erasure.who(),
                        erasure.why(),
                        erasure.events(),
                        erasure.runs(),
                        erasure.remains()),
                what);
    }
}
