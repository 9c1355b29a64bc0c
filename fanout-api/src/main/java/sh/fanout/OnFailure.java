package sh.fanout;

/**
 * What becomes of the events behind a keyed one whose delivery has used up its attempts. Of an event without an
 * {@linkplain PublishOptions#orderingKey() ordering key} the delivery just fails, whichever is chosen; and a delivery that
 * has not ended within its life expires, and holds nothing.
 */
public enum OnFailure {
    /** The delivery fails, and the key's next event follows. */
    DEAD_LETTER,
    /**
     * The key waits for this subscription until somebody has the delivery tried again or skips it, or its event
     * {@linkplain PublishOptions#expiresAfter() expires}, if it does.
     */
    PARK_KEY,
    /**
     * The key waits for this subscription while the delivery is tried again and again: after each round of attempts there
     * is a pause, of one minute at first and of one hour at last. Somebody may have it tried at once, or skip it. It ends
     * after some weeks, sooner the larger the event and its errors are: the delivery fails once its run in Temporal has no
     * room for another round, and the key's next event follows.
     */
    BLOCK_KEY
}
