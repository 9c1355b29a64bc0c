package sh.fanout;

/** Too many events wait for one ordering key of a stream; this one was not taken into the order. */
public final class LaneFullException extends FanoutException {

    private final String stream;
    private final String key;

    public LaneFullException(String stream, String key) {
        super(
                ErrorCode.LANE_FULL,
                "Too many events of stream '%s' wait for their turn with the ordering key '%s'."
                        .formatted(Excerpts.of(stream), Excerpts.of(key)),
                "See what its first event waits for, and publish again when fewer wait; or use keys that fewer events share.");
        this.stream = stream;
        this.key = key;
    }

    /** The stream whose order the key belongs to. */
    public String stream() {
        return stream;
    }

    /** The ordering key. */
    public String key() {
        return key;
    }
}
