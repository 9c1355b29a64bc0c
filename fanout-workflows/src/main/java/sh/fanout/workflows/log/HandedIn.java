package sh.fanout.workflows.log;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What was handed in to be written, on its way into a batch.
 *
 * @param waiter who waits until it is stored; {@code null} if nobody does
 */
record HandedIn(Unwritten unwritten, @Nullable CompletableFuture<Void> waiter) {

    long bytes() {
        return unwritten.bytes();
    }

    boolean isOutcome() {
        return unwritten instanceof Unwritten.OfOutcome;
    }

    void stored() {
        if (waiter != null) {
            waiter.complete(null);
        }
    }

    void failed(Throwable failure) {
        if (waiter != null) {
            waiter.completeExceptionally(failure);
        }
    }
}
