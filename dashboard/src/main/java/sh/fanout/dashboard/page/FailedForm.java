package sh.fanout.dashboard.page;

import org.jspecify.annotations.Nullable;

/**
 * Which of the many forms of a page could not be done.
 *
 * @param form its id on the page; {@code null} if none was sent
 * @param typed what was typed into it
 * @param refusal why it could not be done; {@code null} if none was sent
 */
public record FailedForm(
        @Nullable String form, Typed typed, @Nullable Refusal refusal) {

    public static final FailedForm NONE = new FailedForm(null, Typed.NOTHING, null);

    public boolean is(String other) {
        return other.equals(form);
    }

    /** What stands in a form of the page. */
    public Typed typed(String other) {
        return is(other) ? typed : Typed.NOTHING;
    }
}
