package sh.fanout.workflows.schema;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.everit.json.schema.Schema;
import org.everit.json.schema.SchemaException;
import org.everit.json.schema.ValidationException;
import org.everit.json.schema.Validator;
import org.everit.json.schema.loader.SchemaLoader;
import org.everit.json.schema.regexp.RE2JRegexpFactory;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.EventType;
import sh.fanout.FanoutException;
import sh.fanout.Violation;
import sh.fanout.workflows.temporal.Excerpt;
import sh.fanout.workflows.temporal.FanoutJson;
import sh.fanout.workflows.temporal.Sha256;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;

/**
 * The JSON Schema (draft-07) of an event type, ready to check payloads.
 *
 * <p>A schema checks all that it says, or is refused: other drafts, unknown keywords and unknown formats are mistakes, not
 * remarks. Nothing is ever fetched for it. Regular expressions are those of RE2, without look-ahead and back references, and
 * take linear time. Two schemas that differ in nothing but the order of keys have the same {@link #hash()}.
 *
 * <p>Immutable, and safe for use by any number of threads.
 */
public final class PayloadSchema {

    private static final int HASH_LENGTH = 16;

    /** Ends at the first failure: to collect those of any payload fills the memory, half a million for a megabyte. */
    private static final Validator FIRST = Validator.builder().failEarly().build();

    private static final Validator ALL = Validator.builder().build();

    private final String json;
    private final String hash;
    private final Schema schema;
    private final boolean comparesItems;

    private PayloadSchema(String json, Schema schema) {
        this.json = json;
        this.hash = Sha256.hex(json).substring(0, HASH_LENGTH);
        this.schema = schema;
        this.comparesItems = json.contains("\"uniqueItems\":true");
    }

    /**
     * The schema of the event type: its own, or else the one that its payload class describes.
     *
     * @throws FanoutException ({@code FANOUT-002}) if there is no usable schema; ({@code FANOUT-105}) if Jackson cannot
     *     write and read the class
     */
    public static PayloadSchema derive(EventType<?> type) {
        var own = type.schema();
        return parse(type.id(), own != null ? own : DerivedSchema.of(type));
    }

    /**
     * The schema in the text.
     *
     * @throws FanoutException ({@code FANOUT-002}) if it is no schema of draft-07 that can be checked in full;
     *     ({@code FANOUT-014}) if the library of the validator is hidden by another one
     */
    public static PayloadSchema parse(String eventTypeId, String schemaJson) {
        OrgJson.require(JSONObject.class);
        var tree =
                PayloadReader.read(ErrorCode.INVALID_SCHEMA, "The schema of '%s'".formatted(eventTypeId), schemaJson);
        try {
            Draft07.check(tree);
            return new PayloadSchema(canonical(tree), load(tree));
        } catch (SchemaFlaw flaw) {
            throw flaw.in(eventTypeId);
        } catch (RuntimeException e) {
            // From the validator, and without a place: an $id that is no URI, for example.
            throw new SchemaFlaw("", "is wrong: " + e.getMessage(), SchemaFlaw.HINT).in(eventTypeId);
        }
    }

    /** The schema as JSON without white space, its keys sorted. */
    public String json() {
        return json;
    }

    /** Tells this schema from others: the first 16 hexadecimal digits of the SHA-256 of {@link #json()}. */
    public String hash() {
        return hash;
    }

    /**
     * Every place where the payload differs from the schema, in the payload's order; no more than the first 1,000, and of a
     * payload with thousands of values only one.
     *
     * @param payload from {@link PayloadReader} or {@link PayloadWriter}
     */
    public List<Violation> validate(JsonNode payload) {
        if (comparesItems) {
            var tooMany = Comparisons.tooManyIn(payload);
            if (tooMany != null) {
                return List.of(tooMany);
            }
        }
        var document = OrgJson.of(payload);
        var first = failure(FIRST, document);
        if (first == null) {
            return List.of();
        }
        var places = Places.of(payload);
        return places == null
                ? Violations.of(first, Map.of())
                : Violations.of(Objects.requireNonNull(failure(ALL, document)), places);
    }

    private @Nullable ValidationException failure(Validator validator, Object document) {
        try {
            validator.performValidation(schema, document);
            return null;
        } catch (ValidationException failure) {
            return failure;
        }
    }

    private static Schema load(JsonNode tree) {
        try {
            var loader = SchemaLoader.builder()
                    .draftV7Support()
                    .enableOverrideOfBuiltInFormatValidators()
                    .regexpFactory(new RE2JRegexpFactory())
                    .schemaClient(PayloadSchema::refuseToFetch)
                    .schemaJson(OrgJson.of(tree));
            Formats.all().forEach(loader::addFormatValidator);
            return loader.build().load().build();
        } catch (SchemaException e) {
            throw SchemaFlaw.of(e);
        }
    }

    private static InputStream refuseToFetch(String address) {
        throw new SchemaFlaw("", "refers to " + Excerpt.quoted(address), "Nothing is fetched: use \"definitions\".");
    }

    private static String canonical(JsonNode tree) {
        return FanoutJson.MAPPER
                .writer()
                .with(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
                .writeValueAsString(tree);
    }
}
