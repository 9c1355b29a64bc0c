package sh.fanout.dashboard.page;

import java.util.List;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.InvalidPayloadException;
import sh.fanout.Violation;
import sh.fanout.spring.access.Refusals;

/**
 * Why a page cannot be shown, or a form not be done, and the way out.
 *
 * @param away whether what it needs does not answer, and may answer the next time
 * @param violations what is wrong with a payload; empty if that is not the reason
 */
public record Refusal(
        String title, String code, String problem, String hint, boolean away, List<Violation> violations) {

    static Answer.Shown shown(FanoutException refusal, Section section) {
        var status = Refusals.status(refusal.code());
        return new Answer.Shown(status, section, refusal.code().title(), "refusal", of(refusal));
    }

    /** What a form shows that could not be done. */
    public static Refusal of(FanoutException refusal) {
        return new Refusal(
                refusal.code().title(),
                refusal.code().id(),
                refusal.problem(),
                refusal.hint(),
                refusal.code() == ErrorCode.EVENT_LOG_UNREACHABLE || refusal.code() == ErrorCode.TEMPORAL_UNREACHABLE,
                refusal instanceof InvalidPayloadException invalid ? invalid.violations() : List.of());
    }
}
