package sh.fanout.dashboard.page;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON as pages read it and as people do. */
public final class Json {

    /** Keeps the digits of every number, and takes no more and no less than one value. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * It gives nothing back ({@code ++}), or a text would take a frame of the stack for each of its characters; and one that is
     * cut ends with all, or each quotation mark in it would be tried as the beginning of another.
     */
    private static final String TEXT = "\"(?:[^\"\\\\]++|\\\\.)*+(?:\"|\\\\?\\z)";

    /** Keys, texts, and other values; what stands between them is punctuation. */
    private static final Pattern TOKEN =
            Pattern.compile("(?<key>%1$s)(?=\\s*:)|(?<text>%1$s)|(?<value>[\\w.+-]+)".formatted(TEXT), Pattern.DOTALL);

    private Json() {}

    /**
     * Reads a value.
     *
     * @throws JacksonException if it is no JSON
     */
    public static JsonNode read(String json) {
        return MAPPER.readTree(json);
    }

    /** Pretty JSON, as much of it as anybody reads, in parts that are coloured each in its own way. */
    public static Shown shown(String json) {
        var text = PrettyJson.of(json);
        var shown = Texts.beginning(text, PrettyJson.MOST);
        return new Shown(parts(shown), text.length() - shown.length());
    }

    private static List<Part> parts(String text) {
        var parts = new ArrayList<Part>();
        var end = 0;
        for (var token = TOKEN.matcher(text); token.find(); end = token.end()) {
            parts.add(new Part("quiet", text.substring(end, token.start())));
            var kind = token.group("key") != null ? "key" : token.group("text") != null ? "text" : "value";
            parts.add(new Part(kind, token.group()));
        }
        parts.add(new Part("quiet", text.substring(end)));
        return parts;
    }

    /**
     * The beginning of JSON.
     *
     * @param more how many characters follow
     */
    public record Shown(List<Part> parts, int more) {}

    /**
     * A part of JSON.
     *
     * @param kind {@code key}, {@code text}, {@code value}, or {@code quiet} for what stands between
     */
    public record Part(String kind, String text) {}
}
