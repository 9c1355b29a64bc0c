package sh.fanout.dashboard.page;

import java.util.Map;

/**
 * What somebody has typed into a form, so that it is still there when the form could not be done.
 *
 * @param values by the names of the fields
 */
public record Typed(Map<String, String> values) {

    public static final Typed NOTHING = new Typed(Map.of());

    public Typed {
        values = Map.copyOf(values);
    }

    public String text(String name) {
        return text(name, "");
    }

    /** The value of a field, or what stands in it from the beginning. */
    public String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }
}
