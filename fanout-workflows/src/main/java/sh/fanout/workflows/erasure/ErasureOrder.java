package sh.fanout.workflows.erasure;

import java.time.Instant;
import sh.fanout.erasure.Erasable;
import sh.fanout.erasure.Erasure;

/**
 * What an erasure starts with.
 *
 * @param erasure what stays
 * @param what what is to go
 * @param again whether an earlier run of it was ended before it was done: it stays what was asked for then
 */
public record ErasureOrder(Erasure erasure, Erasable what, boolean again) {

    /** The same by the clock of the server, which is that of the events, if it is new. */
    ErasureOrder acceptedAt(Instant now) {
        return again ? this : new ErasureOrder(erasure.requestedAt(now), what, false);
    }
}
