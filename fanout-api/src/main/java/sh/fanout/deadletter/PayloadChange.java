package sh.fanout.deadletter;

import org.jspecify.annotations.Nullable;

/**
 * One difference between a payload and the one that replaced it.
 *
 * @param pointer where, as a JSON pointer
 * @param before what was there, as JSON, or the beginning of a long value as a JSON string; {@code null} if nothing was
 * @param after what is there now, likewise; {@code null} if nothing is
 */
public record PayloadChange(
        String pointer, @Nullable String before, @Nullable String after) {}
