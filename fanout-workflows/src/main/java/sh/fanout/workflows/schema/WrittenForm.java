package sh.fanout.workflows.schema;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import sh.fanout.workflows.temporal.FanoutJson;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.jsonFormatVisitors.JsonArrayFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonObjectFormatVisitor;
import tools.jackson.databind.node.ObjectNode;

/** What Jackson writes for a class, by its own account; so the schema follows {@code @JsonValue} and every built-in type. */
final class WrittenForm extends WrittenScalars {

    private static final Map<Class<?>, String> FORMATS = Map.of(
            UUID.class, "uuid",
            LocalDate.class, "date",
            Instant.class, "date-time",
            OffsetDateTime.class, "date-time",
            ZonedDateTime.class, "date-time",
            Date.class, "date-time",
            Duration.class, "duration",
            Period.class, "duration");
    private static final Set<Class<?>> TEXTS = Set.of(byte[].class, char[].class);
    private static final Set<Class<?>> OPTIONALS = Set.of(OptionalInt.class, OptionalLong.class, OptionalDouble.class);

    private boolean object;
    private boolean properties;

    private WrittenForm() {
        super(FanoutJson.MAPPER.createObjectNode(), null);
    }

    static WrittenForm of(Class<?> type) {
        var form = new WrittenForm();
        if (isText(type)) {
            form.schema.put("type", "string");
            return form;
        }
        FanoutJson.MAPPER.acceptJsonFormatVisitor(type, form);
        if (form.isString() && FORMATS.containsKey(type)) {
            form.schema.put("format", FORMATS.get(type));
        }
        if (OPTIONALS.contains(type)) {
            var name = form.schema.get("type");
            form.schema.putArray("type").add(name).add("null");
        }
        return form;
    }

    /** Whether an array is written as text. */
    static boolean isText(Class<?> array) {
        return TEXTS.contains(array);
    }

    boolean isObject() {
        return object;
    }

    boolean hasProperties() {
        return properties;
    }

    /** The schema of anything but an object; empty where any value may come. */
    ObjectNode schema() {
        return schema;
    }

    private boolean isString() {
        return schema.path("type").asString("").equals("string");
    }

    @Override
    public JsonObjectFormatVisitor expectObjectFormat(JavaType type) {
        object = true;
        return new JsonObjectFormatVisitor.Base(getContext()) {

            @Override
            public void optionalProperty(BeanProperty property) {
                properties = true;
            }

            @Override
            public void property(BeanProperty property) {
                properties = true;
            }
        };
    }

    @Override
    public @Nullable JsonArrayFormatVisitor expectArrayFormat(JavaType type) {
        schema.put("type", "array");
        return null;
    }
}
