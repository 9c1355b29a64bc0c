package sh.fanout.dashboard.page;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as people read it. */
public final class Json {

    /** Keys, texts, and other values; what stands between them is punctuation. */
    private static final Pattern TOKEN = Pattern.compile(
            "(?<key>\"(?:[^\"\\\\]|\\\\.)*\")(?=\\s*:)|(?<text>\"(?:[^\"\\\\]|\\\\.)*\")|(?<value>[\\w.+-]+)");

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final PrettyPrinter PRINTER = new DefaultPrettyPrinter(
                    Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER))
            .withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);

    private Json() {}

    /** The same over several lines; as it is, if it is no JSON. */
    public static String pretty(String json) {
        try {
            return MAPPER.writer().with(PRINTER).writeValueAsString(MAPPER.readTree(json));
        } catch (JacksonException e) {
            return json;
        }
    }

    /** Pretty JSON in parts that are coloured each in its own way. */
    public static List<Part> parts(String json) {
        var text = pretty(json);
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
     * A part of JSON.
     *
     * @param kind {@code key}, {@code text}, {@code value}, or {@code quiet} for what stands between
     */
    public record Part(String kind, String text) {}
}
