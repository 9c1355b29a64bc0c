package sh.fanout;

/** What became of one item of {@link Fanout#publishAll}. */
public sealed interface PublishOutcome {

    /** The item is published. */
    record Published(Publication publication) implements PublishOutcome {}

    /** The item was refused; {@code reason} says why, and whether it may have been accepted nevertheless. */
    record Refused(FanoutException reason) implements PublishOutcome {}

    /**
     * The receipt.
     *
     * @throws FanoutException the reason, if the item was refused
     */
    default Publication orThrow() {
        if (this instanceof Refused refused) {
            throw refused.reason();
        }
        return ((Published) this).publication();
    }
}
