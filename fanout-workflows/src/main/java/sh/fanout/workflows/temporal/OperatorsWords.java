package sh.fanout.workflows.temporal;

import static java.nio.charset.StandardCharsets.UTF_8;

import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

/** Who says that something is to happen, and why: kept by Temporal, for the others. */
public final class OperatorsWords {

    private static final int MAX_WHO = 100;
    private static final int MAX_WHY = 500;

    private OperatorsWords() {}

    /** Refuses words that say nothing, or more than Temporal keeps. */
    public static void require(String who, String why) {
        require("who", who, MAX_WHO);
        require("why", why, MAX_WHY);
    }

    private static void require(String name, String words, int longest) {
        // The server counts bytes.
        var bytes = words.getBytes(UTF_8).length;
        if (words.isBlank() || bytes > longest) {
            throw new FanoutException(
                    ErrorCode.INVALID_REQUEST,
                    words.isBlank()
                            ? "Nothing says %s.".formatted(name)
                            : "What says %s has %d bytes.".formatted(name, bytes),
                    "Others will read it: write 1 to %d bytes.".formatted(longest));
        }
    }
}
