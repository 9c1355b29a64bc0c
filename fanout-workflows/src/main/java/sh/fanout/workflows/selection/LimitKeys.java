package sh.fanout.workflows.selection;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The value whose limit a delivery counts against, as Temporal takes it: a fairness key of at most 64 bytes. */
final class LimitKeys {

    private static final int MAX_BYTES = 64;

    /** Shared by all events that have no such value; no value is written like it. */
    private static final String NONE = "(none)";

    private LimitKeys() {}

    /** The key of an event; {@code null} if there is no limit per key. */
    static @Nullable String of(JsonNode payload, List<String> path) {
        if (path.isEmpty()) {
            return null;
        }
        var value = payload;
        for (var name : path) {
            value = value.path(name);
        }
        return value.isString() || value.isNumber() || value.isBoolean() ? bounded(value.toString()) : NONE;
    }

    private static String bounded(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= MAX_BYTES ? text : digest(bytes);
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
