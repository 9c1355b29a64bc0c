package sh.fanout.deadletter;

import org.jspecify.annotations.Nullable;

/**
 * One difference between a payload and the one that replaced it.
 *
 * @param pointer where, as a JSON pointer
 * @param before what was there, as JSON; {@code null} if nothing was
 * @param after what is there now, as JSON; {@code null} if nothing is
 */
public record PayloadChange(
        String pointer, @Nullable String before, @Nullable String after) {}
