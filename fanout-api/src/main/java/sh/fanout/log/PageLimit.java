package sh.fanout.log;

import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

/** How much a page of a list may have. */
public final class PageLimit {

    /** The most entries that a page can have. */
    public static final int MAX = 200;
    /** How many entries a page has, unless somebody says otherwise. */
    public static final int DEFAULT = 50;

    private PageLimit() {}

    /**
     * Returns {@code limit} if a page may have as much.
     *
     * @throws FanoutException ({@code FANOUT-201}) if it may not
     */
    public static int require(int limit) {
        if (limit < 1 || limit > MAX) {
            throw new FanoutException(
                    ErrorCode.INVALID_REQUEST,
                    "A page cannot have the limit %d.".formatted(limit),
                    "Ask for 1 to %d, and follow the cursor.".formatted(MAX));
        }
        return limit;
    }
}
