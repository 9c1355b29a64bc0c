package sh.fanout.dashboard.events;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.EventPattern;
import sh.fanout.FanoutException;
import sh.fanout.dashboard.page.Texts;
import sh.fanout.filter.Filter;
import sh.fanout.log.EventSelection;
import sh.fanout.log.EventStatus;

/**
 * What somebody writes into the search box: words such as {@code type:order.*}, {@code key:42} and {@code status:failed},
 * comparisons with fields of the payload such as {@code amount>=100} and {@code customer.country=AT}, and the filters of
 * subscriptions, in braces.
 *
 * @param terms the parts, as they were written
 */
record SearchText(List<String> terms) {

    /** A word gives nothing back ({@code ++}), or it would take a frame of the stack for each of its letters. */
    private static final Pattern TERM =
            Pattern.compile("\\{.*\\}(?=\\s|$)|(?:[^\\s\"]++|\"[^\"]*+\")++", Pattern.DOTALL);

    private static final Pattern WORD = Pattern.compile("(type|key|tag|status|causation):(.+)", Pattern.DOTALL);
    private static final Pattern COMPARISON = Pattern.compile("([\\w$.-]+)(>=|<=|!=|>|<|=)(.+)", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

    SearchText {
        terms = List.copyOf(terms);
    }

    static SearchText of(@Nullable String text) {
        return new SearchText(
                text == null
                        ? List.of()
                        : TERM.matcher(text).results().map(it -> it.group()).toList());
    }

    String text() {
        return String.join(" ", terms);
    }

    /** A part that asks for a value, which may have blanks. */
    static String term(String word, String value) {
        return "%s:%s".formatted(word, value.chars().anyMatch(Character::isWhitespace) ? "\"" + value + "\"" : value);
    }

    /** The same without one of its parts. */
    String without(String term) {
        return terms.stream().filter(it -> !it.equals(term)).collect(Collectors.joining(" "));
    }

    /** The same with one part more, in place of another one that says the same thing differently. */
    String with(String word, String value) {
        var rest = terms.stream().filter(it -> !it.startsWith(word + ":"));
        return Stream.concat(rest, Stream.of(term(word, value))).collect(Collectors.joining(" "));
    }

    /** The id of an event, if that may be all it is. */
    @Nullable
    String id() {
        return terms.size() == 1 && terms.get(0).matches("[\\w-]{8,}") ? terms.get(0) : null;
    }

    /**
     * The events that it asks for.
     *
     * @throws FanoutException ({@code FANOUT-201}) if a part means nothing, or as {@link EventPattern#ofTypes} says; a filter in
     *     braces is checked by the search
     */
    EventSelection selection() {
        @Nullable EventPattern types = null;
        @Nullable EventStatus status = null;
        @Nullable String key = null;
        @Nullable String tag = null;
        @Nullable String causation = null;
        var filters = new ArrayList<Filter>();
        for (var term : terms) {
            var word = WORD.matcher(term);
            if (word.matches()) {
                var value = unquoted(word.group(2));
                switch (word.group(1)) {
                    case "type" -> types = EventPattern.ofTypes(value);
                    case "status" -> status = Texts.value(value, EventStatus.class);
                    case "key" -> key = value;
                    case "causation" -> causation = value;
                    default -> tag = value;
                }
            } else {
                filters.add(filter(term));
            }
        }
        var filter = filters.stream().reduce(Filter::and).orElse(null);
        return new EventSelection(types, status, key, tag, causation, filter, null, null);
    }

    private static Filter filter(String term) {
        if (term.startsWith("{")) {
            return Filter.json(term);
        }
        var comparison = COMPARISON.matcher(term);
        if (!comparison.matches()) {
            throw new FanoutException(
                    ErrorCode.INVALID_REQUEST,
                    "'%s' cannot be searched for.".formatted(term),
                    "Write type:order.*, key:42, tag:eu, status:failed, a comparison such as amount>=100, or a filter in braces.");
        }
        return filter(comparison);
    }

    private static Filter filter(Matcher comparison) {
        var field = Filter.field(comparison.group(1).split("\\."));
        var text = unquoted(comparison.group(3));
        Object value = value(comparison.group(3));
        return switch (comparison.group(2)) {
            case ">" -> field.gt(number(text));
            case ">=" -> field.gte(number(text));
            case "<" -> field.lt(number(text));
            case "<=" -> field.lte(number(text));
            case "!=" -> field.anythingBut(value);
            default -> field.in(value);
        };
    }

    /** What stands in quotes is a text; so is what is no number and no truth. */
    private static Object value(String text) {
        if (NUMBER.matcher(text).matches()) {
            return number(text);
        }
        return text.equals("true") || text.equals("false") ? Boolean.valueOf(text) : unquoted(text);
    }

    private static BigDecimal number(String text) {
        try {
            if (NUMBER.matcher(text).matches()) {
                return new BigDecimal(text);
            }
        } catch (NumberFormatException e) {
            // Its exponent is beyond all numbers: refused as whatever is none.
        }
        throw new FanoutException(
                ErrorCode.INVALID_REQUEST,
                "'%s' is no number.".formatted(text),
                "Only numbers can be more or less than another; compare texts by = and !=.");
    }

    private static String unquoted(String text) {
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }
}
