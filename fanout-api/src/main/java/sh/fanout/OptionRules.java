package sh.fanout;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@link PublishOptions} refuse. */
final class OptionRules {

    private static final int MAX_ENTRIES = 20;
    private static final int MAX_NAME_LENGTH = 100;
    private static final int MAX_VALUE_LENGTH = 1_000;
    private static final int MAX_KEY_LENGTH = 200;
    private static final Duration MAX_AHEAD = Duration.ofDays(366);
    private static final Duration MAX_LIFE = Duration.ofDays(732);

    private OptionRules() {}

    static void requireTags(List<String> tags) {
        requireAtMost(MAX_ENTRIES, tags.size(), "tags");
        tags.forEach(tag -> requireText(tag, MAX_NAME_LENGTH, "tag"));
    }

    static void requireMetadata(Map<String, String> metadata) {
        requireAtMost(MAX_ENTRIES, metadata.size(), "metadata entries");
        metadata.forEach((name, value) -> {
            requireText(name, MAX_NAME_LENGTH, "metadata name");
            requireText(value, MAX_VALUE_LENGTH, "metadata value");
        });
    }

    /** A key that is {@code null} where one is given: an event without it would be in no order, or published twice. */
    static String requireGiven(@Nullable String key, String what) {
        if (key == null) {
            throw refusal("The %s is null.".formatted(what), "Give one, or leave the option out.");
        }
        return key;
    }

    static void requireKey(@Nullable String key, String what) {
        if (key != null) {
            requireText(key, MAX_KEY_LENGTH, what);
        }
    }

    static void requireTimes(@Nullable Duration delay, @Nullable Instant deliverAt, @Nullable Duration expiresAfter) {
        if (delay != null && deliverAt != null) {
            throw refusal(
                    "An event cannot have the delay %s and be delivered at %s as well.".formatted(delay, deliverAt),
                    "Leave one of them out.");
        }
        requireBetween("delay", delay, MAX_AHEAD, "leave it out to have the event delivered at once");
        requireBetween("expiresAfter", expiresAfter, MAX_LIFE, "leave it out for a life of seven days");
        if (delay != null && expiresAfter != null && expiresAfter.compareTo(delay) <= 0) {
            throw refusal(
                    "An event with the delay %s would have expired when it is due, for it expires after %s."
                            .formatted(delay, expiresAfter),
                    "Both count from the publish: let it expire later than that.");
        }
    }

    static void requireNear(@Nullable Instant deliverAt, Instant now) {
        if (deliverAt != null && deliverAt.isAfter(now.plus(MAX_AHEAD))) {
            throw refusal(
                    "An event cannot be delivered as late as %s.".formatted(deliverAt),
                    "Name a time at most %d days ahead.".formatted(MAX_AHEAD.toDays()));
        }
    }

    static void requireInTime(@Nullable Instant deliverAt, Instant expires) {
        if (deliverAt != null && !expires.isAfter(deliverAt)) {
            throw refusal(
                    "An event that is delivered at %s would have expired by then, at %s.".formatted(deliverAt, expires),
                    "expiresAfter counts from the publish: let the event expire later than it is delivered.");
        }
    }

    private static void requireBetween(String what, @Nullable Duration time, Duration most, String otherwise) {
        if (time != null && (time.isZero() || time.isNegative() || time.compareTo(most) > 0)) {
            throw refusal(
                    "'%s' cannot be %s.".formatted(what, time),
                    "Use more than nothing and at most %d days, or %s.".formatted(most.toDays(), otherwise));
        }
    }

    private static void requireAtMost(int most, int size, String what) {
        if (size > most) {
            throw refusal(
                    "An event takes at most %d %s, got %d.".formatted(most, what, size),
                    "Leave some out, or move them into the payload.");
        }
    }

    private static void requireText(String value, int most, String what) {
        if (value.isBlank() || value.length() > most) {
            throw refusal(
                    value.isBlank()
                            ? "The %s is blank.".formatted(what)
                            : "The %s '%s' has %d characters.".formatted(what, Excerpts.of(value), value.length()),
                    "Use 1 to %d characters.".formatted(most));
        }
        // Two texts that differ only there would be one in UTF-8.
        if (value.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE)) {
            throw refusal(
                    "The %s '%s' has half a surrogate pair.".formatted(what, Excerpts.of(value)),
                    "Cut texts between characters, not within one.");
        }
    }

    private static FanoutException refusal(String problem, String hint) {
        return new FanoutException(ErrorCode.INVALID_OPTION, problem, hint);
    }
}
