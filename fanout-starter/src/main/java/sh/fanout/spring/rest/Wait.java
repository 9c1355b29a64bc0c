package sh.fanout.spring.rest;

import java.time.Duration;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.web.servlet.function.ServerRequest;

/** The parameter {@code wait} of a request for results, such as {@code wait=10s} or {@code wait=PT10S}. */
final class Wait {

    static final Duration USUAL = Duration.ofSeconds(10);
    static final Duration MOST = Duration.ofSeconds(60);

    static final Parameter PARAMETER = Parameter.text(
            "wait", "How long to wait for the rest: 0s to 60s, or as ISO 8601 has it.", "^([0-5]?[0-9]|60)s$");

    private Wait() {}

    /** @param otherwise if the request does not say */
    static Duration of(ServerRequest request, Duration otherwise) {
        var wait = Parameters.of(request).read("wait", Wait::parse);
        return wait == null ? otherwise : wait;
    }

    private static Duration parse(String text) {
        try {
            var wait = DurationStyle.detectAndParse(text);
            // Spring takes a number without a unit for milliseconds, which nobody means.
            if (text.matches(".*[A-Za-z]") && !wait.isNegative() && wait.compareTo(MOST) <= 0) {
                return wait;
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            // Refused as any other wait that is out of bounds.
        }
        throw new InvalidRequestException(
                "A request cannot wait '%s'.".formatted(text),
                "Wait 0s to %ds, with its unit, such as wait=10s; ask again for longer.".formatted(MOST.toSeconds()));
    }
}
