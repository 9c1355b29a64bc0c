package sh.fanout.workflows.operation;

import org.jspecify.annotations.Nullable;

/**
 * What came of writing the items of an operation down.
 *
 * @param total how many there are
 * @param problem why it cannot be done; {@code null} if it is
 */
public record Planned(long total, @Nullable String problem) {}
