package sh.fanout;

/** What became of one item of {@link Fanout#publishAll}. */
public sealed interface PublishOutcome {

    /**
     * The receipt.
     *
     * @throws FanoutException the reason, if the item was refused
     */
    Publication orThrow();

    /** The item is published. */
    record Published(Publication publication) implements PublishOutcome {

        @Override
        public Publication orThrow() {
            return publication;
        }
    }

    /** The item was refused; {@code reason} says why, and whether it may have been accepted nevertheless. */
    record Refused(FanoutException reason) implements PublishOutcome {

        @Override
        public Publication orThrow() {
            throw reason;
        }
    }
}
