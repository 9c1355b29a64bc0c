package sh.fanout.workflows.temporal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

/** The ids of what is asked for once per idempotency key: Temporal starts a workflow of one id once. */
public final class OnceIds {

    private OnceIds() {}

    /** The id that belongs to the key, which it does not show; another one each time without a key. */
    public static String of(@Nullable String idempotencyKey) {
        return (idempotencyKey == null ? UUID.randomUUID() : UUID.nameUUIDFromBytes(idempotencyKey.getBytes(UTF_8)))
                .toString();
    }

    /** Refuses a key that stands for something else, and returns the id if it does not. */
    public static String require(boolean isTheSame, String what, String id) {
        if (!isTheSame) {
            throw new FanoutException(
                    ErrorCode.IDEMPOTENCY_CONFLICT,
                    "The idempotency key stands for %s, which was asked to do something else.".formatted(what),
                    "Give what is to do something else another key.");
        }
        return id;
    }
}
