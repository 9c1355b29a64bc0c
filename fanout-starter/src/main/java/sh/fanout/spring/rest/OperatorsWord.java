package sh.fanout.spring.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * What every operator says who wants something: who says so and why.
 *
 * @param who the name of whoever is logged in, and for whom they act if they say so; else who they say they are
 */
record OperatorsWord(String who, String why) {

    private static final String ATTRIBUTE = OperatorsWord.class.getName();
    private static final List<String> BOTH = List.of("who", "why");

    /** Reads a body that says nothing else. */
    static OperatorsWord plain(ServerRequest request) {
        return of(request, BodyFields.of(request, BOTH));
    }

    static OperatorsWord of(ServerRequest request, BodyFields body) {
        var word = new OperatorsWord(who(Caller.of(request).name(), body), body.required("why"));
        request.attributes().put(ATTRIBUTE, word);
        return word;
    }

    /** What has been read of a request; {@code null} if its body does not say who and why. */
    static @Nullable OperatorsWord saidIn(ServerRequest request) {
        return (OperatorsWord) request.attributes().get(ATTRIBUTE);
    }

    /** Whoever is logged in cannot pass for another. */
    private static String who(@Nullable String name, BodyFields body) {
        if (name == null) {
            return body.required("who");
        }
        var other = body.text("who");
        return other == null || other.equals(name) ? name : "%s for %s".formatted(name, other);
    }
}
