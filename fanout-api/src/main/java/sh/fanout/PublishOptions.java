package sh.fanout;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a publish says beside the payload. Immutable; start with {@link #none()} or one of the named options, and add.
 *
 * <p>{@code PublishOptions.tags("vip").withMetadata("tenant", "acme")}
 *
 * @param tags words to find the event by; at most 20 of at most 100 characters
 * @param metadata names and values that are no part of the payload; at most 20, values of at most 1,000 characters
 * @param orderingKey what the event belongs to, such as a customer: events of one key go to the same member of a consumer
 *     group while the members stay the same and begin in time; at most 200 characters
 */
public record PublishOptions(
        List<String> tags,
        Map<String, String> metadata,
        @Nullable String orderingKey) {

    private static final PublishOptions NONE = new PublishOptions(List.of(), Map.of(), null);
    private static final int MAX_ENTRIES = 20;
    private static final int MAX_NAME_LENGTH = 100;
    private static final int MAX_VALUE_LENGTH = 1_000;
    private static final int MAX_KEY_LENGTH = 200;

    public PublishOptions {
        tags = List.copyOf(tags);
        metadata = Map.copyOf(metadata);
        requireAtMost(MAX_ENTRIES, tags.size(), "tags");
        requireAtMost(MAX_ENTRIES, metadata.size(), "metadata entries");
        tags.forEach(tag -> requireLength(tag, MAX_NAME_LENGTH, "tag"));
        metadata.forEach((name, value) -> {
            requireLength(name, MAX_NAME_LENGTH, "metadata name");
            requireLength(value, MAX_VALUE_LENGTH, "metadata value");
        });
        if (orderingKey != null) {
            requireLength(orderingKey, MAX_KEY_LENGTH, "ordering key");
        }
    }

    public static PublishOptions none() {
        return NONE;
    }

    public static PublishOptions tags(String... tags) {
        return NONE.withTags(tags);
    }

    public static PublishOptions metadata(String name, String value) {
        return NONE.withMetadata(name, value);
    }

    public static PublishOptions orderingKey(String orderingKey) {
        return NONE.withOrderingKey(orderingKey);
    }

    public PublishOptions withTags(String... added) {
        return new PublishOptions(
                Stream.concat(tags.stream(), Stream.of(added)).distinct().toList(), metadata, orderingKey);
    }

    public PublishOptions withMetadata(String name, String value) {
        var all = new TreeMap<>(metadata);
        all.put(name, value);
        return new PublishOptions(tags, all, orderingKey);
    }

    public PublishOptions withOrderingKey(String orderingKey) {
        return new PublishOptions(tags, metadata, orderingKey);
    }

    private static void requireAtMost(int most, int size, String what) {
        if (size > most) {
            throw new FanoutException(
                    ErrorCode.INVALID_OPTION,
                    "An event takes at most %d %s, got %d.".formatted(most, what, size),
                    "Leave some out, or move them into the payload.");
        }
    }

    private static void requireLength(String value, int most, String what) {
        if (value.isBlank() || value.length() > most) {
            throw new FanoutException(
                    ErrorCode.INVALID_OPTION,
                    "'%s' cannot be a %s: it has %d characters.".formatted(Excerpts.of(value), what, value.length()),
                    "Use 1 to %d characters.".formatted(most));
        }
    }
}
