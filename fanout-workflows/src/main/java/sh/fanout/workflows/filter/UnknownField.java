package sh.fanout.workflows.filter;

import java.util.Collection;
import java.util.Set;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.workflows.schema.NearestName;
import sh.fanout.workflows.temporal.Excerpt;

/**
 * A field that a filter asks for, and that a schema does not have.
 *
 * @param pointer where it would be
 * @param known the fields that there are
 */
record UnknownField(String pointer, String name, Set<String> known) {

    private static final int MOST_SHOWN = 500;

    FanoutException refusal() {
        return new FanoutException(
                ErrorCode.INVALID_FILTER,
                "The filter asks for '%s', and by the schema there is no such field."
                        .formatted(Excerpt.quoted(pointer)),
                nearest(known)
                        + (known.isEmpty()
                                ? "The value that it would be in has no fields."
                                : "There are: %s.".formatted(Excerpt.of(String.join(", ", known), MOST_SHOWN))));
    }

    /** The same in one sentence or two, about many schemas. */
    String inNone(String what, Collection<String> knownToAny) {
        return "The filter asks for '%s', and by the schemas %s has such a field. %s"
                .formatted(Excerpt.quoted(pointer), what, nearest(knownToAny))
                .strip();
    }

    private String nearest(Collection<String> names) {
        return NearestName.of(name, names).map("Did you mean '%s'? "::formatted).orElse("");
    }
}
