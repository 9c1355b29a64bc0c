package sh.fanout.workflows.filter;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sh.fanout.FanoutException;
import sh.fanout.workflows.schema.Unicode;
import sh.fanout.workflows.temporal.Excerpt;
import sh.fanout.workflows.temporal.FanoutJson;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;

/** The tokens of a filter's text, each with its place. */
final class Tokens implements AutoCloseable {

    static final int MAX_DEPTH = 32;

    private final FilterText text;
    private final JsonParser parser;
    private int depth;

    Tokens(FilterText text) {
        this.text = text;
        // Duplicate keys are refused with a hint of their own.
        this.parser = FanoutJson.MAPPER
                .reader()
                .without(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .createParser(text.text());
    }

    /** Moves to the next token; {@code null} at the end of the text. */
    @Nullable
    JsonToken next() {
        var token = read(parser::nextToken);
        if (token != null) {
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        }
        if (depth > MAX_DEPTH) {
            throw refusal(
                    "it nests deeper than %d levels".formatted(MAX_DEPTH),
                    "Ask for fewer levels; publish what lies deeper as a field further out.");
        }
        return token;
    }

    boolean isAt(JsonToken expected) {
        return parser.currentToken() == expected;
    }

    /** The current token if it is a string, a number or a boolean. */
    @Nullable
    Object scalar() {
        if (isAt(JsonToken.VALUE_STRING)) {
            return string();
        }
        if (isAt(JsonToken.VALUE_TRUE) || isAt(JsonToken.VALUE_FALSE)) {
            return isAt(JsonToken.VALUE_TRUE);
        }
        return isAt(JsonToken.VALUE_NUMBER_INT) || isAt(JsonToken.VALUE_NUMBER_FLOAT) ? number() : null;
    }

    private BigDecimal number() {
        try {
            return Objects.<@Nullable BigDecimal>requireNonNull(read(parser::getDecimalValue));
        } catch (NumberFormatException e) {
            throw refusal("the exponent of a number is beyond two billion", "Write a number that a payload can have.");
        }
    }

    /** The current token, a name or a string. */
    String string() {
        var string = Objects.<@Nullable String>requireNonNull(read(parser::getString));
        if (Unicode.loneSurrogate(string) >= 0) {
            throw refusal("a string has half a surrogate pair", "Use whole characters, such as \\ud83d\\ude00.");
        }
        return string;
    }

    /** Where the current token starts. */
    int place() {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    FanoutException refusal(String problem, String hint) {
        return refusalAt(place(), problem, hint);
    }

    FanoutException refusalAt(int place, String problem, String hint) {
        return text.refusal(place, problem, hint);
    }

    private <V> @Nullable V read(Supplier<@Nullable V> read) {
        try {
            return read.get();
        } catch (JacksonException e) {
            // A bound that is exceeded comes without a place.
            var place = Objects.requireNonNullElseGet(e.getLocation(), parser::currentLocation);
            var offset =
                    Math.min(Math.max(place.getCharOffset(), 0), text.text().length());
            throw text.refusal(
                    (int) offset,
                    "it is not JSON: " + Excerpt.quoted(e.getOriginalMessage()),
                    "Write one JSON value (RFC 8259), with numbers of at most 1,000 digits.");
        }
    }

    @Override
    public void close() {
        parser.close();
    }
}
