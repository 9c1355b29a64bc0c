package sh.fanout.workflows.schema;

import org.everit.json.schema.SchemaException;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.workflows.temporal.Excerpt;

/** What is wrong with a schema, before it is known whose schema it is. */
final class SchemaFlaw extends RuntimeException {

    static final String HINT = "Write it as JSON Schema draft-07 has it.";

    private final String place;
    private final String hint;

    SchemaFlaw(String place, String problem, String hint) {
        super(problem);
        this.place = place;
        this.hint = hint;
    }

    /** The validator's own complaint, which it starts with a place such as {@code #/type}. */
    static SchemaFlaw of(SchemaException complaint) {
        var message = String.valueOf(complaint.getMessage()).replaceAll("\\bJson(?=[A-Z])", "");
        var location = String.valueOf(complaint.getSchemaLocation());
        var place = location.substring(location.indexOf('#') + 1);
        var problem = message.startsWith(location) ? message.substring(location.length()) : message;
        return new SchemaFlaw(place, "is wrong" + problem, HINT);
    }

    FanoutException in(String eventTypeId) {
        var sentence = "The schema of '%s' cannot be used: '%s' %s.";
        return new FanoutException(
                ErrorCode.INVALID_SCHEMA,
                sentence.formatted(eventTypeId, Excerpt.quoted(place), Excerpt.quoted(String.valueOf(getMessage()))),
                hint);
    }
}
