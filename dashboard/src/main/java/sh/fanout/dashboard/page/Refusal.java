package sh.fanout.dashboard.page;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpStatus;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.InvalidPayloadException;
import sh.fanout.Violation;

/**
 * Why a page cannot be shown, or a form not be done, and the way out.
 *
 * @param passing whether the page may be there the next time: what it needs does not answer, or what it shows is not
 *     known yet
 * @param violations what is wrong with a payload; empty if that is not the reason
 */
public record Refusal(
        String title, String code, String problem, String hint, boolean passing, List<Violation> violations) {

    private static final Set<ErrorCode> PASSING =
            EnumSet.of(ErrorCode.EVENT_LOG_UNREACHABLE, ErrorCode.TEMPORAL_UNREACHABLE, ErrorCode.NOT_FOUND);

    static Answer.Shown shown(FanoutException refusal, Section section) {
        return Answer.shown(section, refusal.code().title(), "refusal", of(refusal))
                .refused(refusal);
    }

    /** What is shown where there is no page, nor will be. */
    static Answer.Shown nowhere(String path) {
        var refusal = new FanoutException(
                ErrorCode.NOT_FOUND,
                "The dashboard has no page '%s'.".formatted(path),
                "Check the address, or choose from the menu.");
        return new Answer.Shown(HttpStatus.NOT_FOUND, null, "No such page", "refusal", of(refusal, false));
    }

    /** What a form shows that could not be done. */
    public static Refusal of(FanoutException refusal) {
        return of(refusal, PASSING.contains(refusal.code()));
    }

    private static Refusal of(FanoutException refusal, boolean passing) {
        return new Refusal(
                refusal.code().title(),
                refusal.code().id(),
                refusal.problem(),
                refusal.hint(),
                passing,
                refusal instanceof InvalidPayloadException invalid ? invalid.violations() : List.of());
    }
}
