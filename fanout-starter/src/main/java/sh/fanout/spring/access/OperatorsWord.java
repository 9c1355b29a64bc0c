package sh.fanout.spring.access;

import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

/**
 * What every operator says who wants something: who says so and why.
 *
 * @param who the name of whoever is logged in, and for whom they act if they say so; else who they say they are
 */
public record OperatorsWord(String who, String why) {

    private static final String ATTRIBUTE = OperatorsWord.class.getName();

    /**
     * Takes down what was said in a request.
     *
     * @param who as it says; {@code null} if it does not
     * @throws FanoutException ({@code FANOUT-201}) if nobody is logged in and it does not say who
     */
    public static OperatorsWord said(ServerRequest request, @Nullable String who, String why) {
        var word = new OperatorsWord(who(Caller.of(request).name(), who), why);
        request.attributes().put(ATTRIBUTE, word);
        return word;
    }

    /** What has been said in a request; {@code null} if nothing was. */
    static @Nullable OperatorsWord saidIn(ServerRequest request) {
        return (OperatorsWord) request.attributes().get(ATTRIBUTE);
    }

    /** Whoever is logged in cannot pass for another. */
    private static String who(@Nullable String name, @Nullable String said) {
        if (name == null) {
            return required(said);
        }
        return said == null || said.equals(name) ? name : "%s for %s".formatted(name, said);
    }

    private static String required(@Nullable String said) {
        if (said == null) {
            throw new FanoutException(
                    ErrorCode.INVALID_REQUEST,
                    "The request has no 'who', and nobody is logged in.",
                    "Say who wants this, for the others: alice, for example.");
        }
        return said;
    }
}
