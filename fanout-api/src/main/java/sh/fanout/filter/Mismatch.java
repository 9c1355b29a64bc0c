package sh.fanout.filter;

import org.jspecify.annotations.Nullable;

/**
 * Why an event does not pass a filter: the first clause that said no, and what it saw.
 *
 * @param pointer JSON pointer of the field in the payload, such as {@code /amount}; {@code /$tags}, or one such as
 *     {@code /$metadata/region}, for what was published beside it; empty for the payload as a whole
 * @param clause the clause as JSON, such as <code>{"$gte":1000}</code> or {@code ["DE","AT"]}; cut after 200 characters
 * @param saw the value as JSON, cut after 100 characters; {@code null} if the field is missing
 */
public record Mismatch(
        String pointer, String clause, @Nullable String saw) {}
