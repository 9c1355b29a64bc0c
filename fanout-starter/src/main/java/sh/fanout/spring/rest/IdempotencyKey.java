package sh.fanout.spring.rest;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;
import sh.fanout.PublishOptions;

/** The header by which a client that has had no answer asks again, and nothing is done twice. */
final class IdempotencyKey {

    private static final String NAME = "Idempotency-Key";

    private static final int MAX_LENGTH = 200;

    /** Servers and proxies differ in how they read any other character. */
    private static final Pattern PRINTABLE = Pattern.compile("[ -~]*");

    static final Parameter PARAMETER = Parameter.header(
            NAME,
            "What the request is known by: again, it does nothing more and answers as the first."
                    + " At most %d characters, which may stand in double quotes.".formatted(MAX_LENGTH),
            Map.of("maxLength", MAX_LENGTH + 2, "pattern", "^[ -~]*[!-~][ -~]*$"));

    private IdempotencyKey() {}

    /** The key of the request, if it has one. */
    static @Nullable String of(ServerRequest request) {
        var values = request.headers().header(NAME);
        if (values.isEmpty()) {
            return null;
        }
        if (values.size() > 1) {
            throw new InvalidRequestException(
                    "The header %s is there %d times.".formatted(NAME, values.size()), "Give one key.");
        }
        var key = unquoted(values.get(0).strip());
        if (key.isBlank()) {
            throw new InvalidRequestException(
                    "The header %s is blank.".formatted(NAME), "Give a key, or leave the header out.");
        }
        if (!PRINTABLE.matcher(key).matches()) {
            throw new InvalidRequestException(
                    "The header %s has characters that are not printable ASCII.".formatted(NAME),
                    "Give another key, or one that is encoded; a publish takes any as options.idempotencyKey.");
        }
        if (key.length() > MAX_LENGTH) {
            throw new InvalidRequestException(
                    "The header %s has %d characters.".formatted(NAME, key.length()),
                    "Give a key of at most %d.".formatted(MAX_LENGTH));
        }
        return key;
    }

    /** The key as its draft standard writes it is in double quotes. */
    private static String unquoted(String value) {
        var isQuoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return isQuoted ? value.substring(1, value.length() - 1) : value;
    }

    /** The options with the key of the request, which is the same as an option of a publish. */
    static PublishOptions in(ServerRequest request, PublishOptions options) {
        var key = of(request);
        if (key == null) {
            return options;
        }
        if (options.idempotencyKey() != null && !options.idempotencyKey().equals(key)) {
            throw new InvalidRequestException(
                    "The header %s says '%s', and options.idempotencyKey '%s'."
                            .formatted(NAME, key, options.idempotencyKey()),
                    "Give the key once, or the same key twice.");
        }
        return options.idempotencyKey(key);
    }

    /** Refuses the key of a request that does many things, of which each may have its own. */
    static void requireNone(ServerRequest request) {
        if (!request.headers().header(NAME).isEmpty()) {
            throw new InvalidRequestException(
                    "The header %s stands for one event.".formatted(NAME),
                    "Give each event of the batch its own options.idempotencyKey.");
        }
    }
}
