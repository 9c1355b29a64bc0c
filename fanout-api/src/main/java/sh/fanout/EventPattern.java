package sh.fanout;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which event types a subscription wants, by their ids: one type, or all that a pattern matches.
 *
 * <p>In a pattern {@code *} stands for one segment, and {@code **} at the end for one or more: {@code order.*} matches
 * {@code order.created}, {@code order.**} also {@code order.item.added}, and {@code **} everything. Types that are defined
 * later match as well. Fanout's own types, which begin with {@code fanout.}, match only if the pattern begins so too.
 *
 * @param text the id of a type, or a pattern
 */
public record EventPattern(String text) {

    private static final String ANY_SEGMENT = "*";
    private static final String REST = "**";
    private static final Pattern PATTERN = Pattern.compile("(([A-Za-z0-9_-]+|\\*)\\.)*([A-Za-z0-9_-]+|\\*|\\*\\*)");
    private static final int MAX_LENGTH = 200;

    public EventPattern {
        if (text.length() > MAX_LENGTH || !PATTERN.matcher(text).matches()) {
            throw new FanoutException(
                    ErrorCode.INVALID_SUBSCRIPTION,
                    "'%s' is neither the id of an event type nor a pattern.".formatted(Excerpts.of(text)),
                    "Write 'order.created', 'order.*' for one segment, 'order.**' for the rest, or '**' for everything; %d characters at most."
                            .formatted(MAX_LENGTH));
        }
    }

    /**
     * What somebody asks for by one text: with a {@code *} in it a pattern, else the id of a type.
     *
     * @throws FanoutException ({@code FANOUT-003}) if it is no pattern, or ({@code FANOUT-001}) no id
     */
    public static EventPattern ofTypes(String text) {
        return new EventPattern(isPattern(text) ? text : EventType.requireId(text));
    }

    /** Whether it stands for more than the one type whose id it is. */
    public boolean matchesMany() {
        return isPattern(text);
    }

    private static boolean isPattern(String text) {
        return text.indexOf('*') >= 0;
    }

    /** Whether a type of that id is wanted. */
    public boolean matches(String eventType) {
        if (!matchesMany()) {
            return text.equals(eventType);
        }
        if (EventType.isOwn(eventType) && !EventType.isOwn(text)) {
            return false;
        }
        return text.equals(REST) || matches(List.of(text.split("\\.")), List.of(eventType.split("\\.")));
    }

    private static boolean matches(List<String> pattern, List<String> segments) {
        var fixed = pattern.get(pattern.size() - 1).equals(REST) ? pattern.size() - 1 : pattern.size();
        if (fixed == pattern.size() ? segments.size() != fixed : segments.size() <= fixed) {
            return false;
        }
        for (int i = 0; i < fixed; i++) {
            if (!pattern.get(i).equals(ANY_SEGMENT) && !pattern.get(i).equals(segments.get(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return text;
    }
}
