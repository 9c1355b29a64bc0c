package sh.fanout.dashboard.deadletters;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.deadletter.DeadLetterQuery;
import sh.fanout.operation.OperationPlan;

/** What can be done about many dead letters at once. */
public enum Bulk {
    RETRY("Retry"),
    DISCARD("Discard");

    /** More are not discarded by a slip. */
    private static final long UNCOUNTED = 100;

    private final String title;

    Bulk(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** What the address of its form ends with. */
    public String path() {
        return title.toLowerCase(Locale.ROOT);
    }

    OperationPlan plan(DeadLetterQuery letters) {
        return this == RETRY ? new OperationPlan.Retry(letters) : new OperationPlan.Discard(letters);
    }

    boolean mustBeCounted(long letters) {
        return this == DISCARD && letters > UNCOUNTED;
    }

    /**
     * Goes on if somebody knows how many letters they mean.
     *
     * @param letters how many there are
     * @param typed how many there are by what was typed; {@code null} if nothing was
     */
    void requireCount(long letters, @Nullable String typed) {
        if (mustBeCounted(letters) && !String.valueOf(letters).equals(typed == null ? null : typed.replace(",", ""))) {
            throw new FanoutException(
                    ErrorCode.INVALID_REQUEST,
                    typed == null
                            ? "It is not confirmed how many letters are discarded."
                            : "There are %,d letters by now, not '%s'.".formatted(letters, typed),
                    "Type %d if you mean all of them.".formatted(letters));
        }
    }
}
