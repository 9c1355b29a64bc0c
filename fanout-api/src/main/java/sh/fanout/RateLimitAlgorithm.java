package sh.fanout;

/** How the limit of an event type is counted. */
public enum RateLimitAlgorithm {
    /** At most the limit in any window of its length, wherever the window begins; a full burst is allowed. */
    SLIDING_WINDOW,
    /**
     * A bucket of as many tokens as the limit, refilled evenly over the window. After a quiet time a window may see almost
     * twice the limit: the bucket, and what is refilled meanwhile.
     */
    TOKEN_BUCKET
}
