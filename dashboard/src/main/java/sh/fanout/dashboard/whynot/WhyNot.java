package sh.fanout.dashboard.whynot;

import sh.fanout.filter.Mismatch;
import sh.fanout.log.PassedOver;

/** Why a subscription does not receive an event, as people read it. Pure. */
public final class WhyNot {

    private WhyNot() {}

    /** Such as {@code amount ≥ 1000, was 500}, or {@code its group chose pack-in-vienna}. */
    public static String of(PassedOver passedOver) {
        if (passedOver.reason() == PassedOver.Reason.GROUP) {
            return "its group chose " + (passedOver.chosen() == null ? "another one" : passedOver.chosen());
        }
        return passedOver.mismatch() == null ? "its filter does not want it" : of(passedOver.mismatch());
    }

    private static String of(Mismatch mismatch) {
        return "%s, was %s"
                .formatted(
                        FilterWords.clause(FieldPath.of(mismatch.pointer()), mismatch.clause()),
                        mismatch.saw() == null ? "missing" : mismatch.saw());
    }
}
