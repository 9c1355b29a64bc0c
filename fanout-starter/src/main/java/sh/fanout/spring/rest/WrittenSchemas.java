package sh.fanout.spring.rest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sh.fanout.workflows.schema.WrittenScalars;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsonFormatVisitors.JsonArrayFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonFormatTypes;
import tools.jackson.databind.jsonFormatVisitors.JsonFormatVisitable;
import tools.jackson.databind.jsonFormatVisitors.JsonMapFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonObjectFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonStringFormatVisitor;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.BeanPropertyWriter;

/**
 * The schemas of answers, by the account of the very mapper that writes them: whatever a mixin lifts, leaves out or renames
 * is so in the schema as well. A component that is {@code @Nullable} may be absent; any other one is always there.
 */
final class WrittenSchemas {

    private static final String REFERENCE = "#/components/schemas/";
    private static final Map<Class<?>, String> FORMATS = Map.of(Instant.class, "date-time", Duration.class, "duration");

    private final JsonMapper mapper;
    private final ObjectNode components;
    private final Map<String, JavaType> named = new HashMap<>();

    /** @param components where every object gets its schema, by its name */
    WrittenSchemas(JsonMapper mapper, ObjectNode components) {
        this.mapper = mapper;
        this.components = components;
    }

    static ObjectNode reference(JsonMapper mapper, String name) {
        return mapper.createObjectNode().put("$ref", REFERENCE + name);
    }

    ObjectNode of(Type type) {
        var visitor = new Visitor(null, true);
        mapper.acceptJsonFormatVisitor(mapper.constructType(type), visitor);
        return visitor.schema();
    }

    private ObjectNode of(JsonFormatVisitable written, JavaType type, SerializationContext context) {
        return of(written, type, new Visitor(context, true));
    }

    private static ObjectNode of(JsonFormatVisitable written, JavaType type, Visitor visitor) {
        written.acceptJsonFormatVisitor(visitor, type);
        return visitor.schema();
    }

    private void requireOne(String name, JavaType type) {
        var other = named.putIfAbsent(name, type);
        if (other != null && !other.equals(type)) {
            throw new IllegalStateException("both %s and %s would be the schema '%s'".formatted(other, type, name));
        }
    }

    /** {@code EventSummaryListPage} for a {@code ListPage<EventSummary>}. */
    private static String name(JavaType type) {
        return type.getBindings().getTypeParameters().stream()
                        .map(WrittenSchemas::name)
                        .collect(Collectors.joining())
                + type.getRawClass().getSimpleName();
    }

    private final class Visitor extends WrittenScalars {

        private final boolean named;

        /** @param named whether an object is the same wherever it is written */
        private Visitor(@Nullable SerializationContext context, boolean named) {
            super(mapper.createObjectNode(), context);
            this.named = named;
        }

        @Override
        public @Nullable JsonObjectFormatVisitor expectObjectFormat(JavaType type) {
            if (!named) {
                return new Properties(schema, getContext());
            }
            var name = name(type);
            requireOne(name, type);
            schema.setAll(reference(mapper, name));
            return components.has(name) ? null : new Properties(components.putObject(name), getContext());
        }

        @Override
        public JsonArrayFormatVisitor expectArrayFormat(JavaType type) {
            schema.put("type", "array");
            return new JsonArrayFormatVisitor.Base(getContext()) {

                @Override
                public void itemsFormat(JsonFormatVisitable written, JavaType item) {
                    schema.set("items", of(written, item, getContext()));
                }

                @Override
                public void itemsFormat(JsonFormatTypes item) {
                    schema.putObject("items").put("type", item.value());
                }
            };
        }

        @Override
        public JsonMapFormatVisitor expectMapFormat(JavaType type) {
            schema.put("type", "object");
            return new JsonMapFormatVisitor.Base(getContext()) {

                @Override
                public void valueFormat(JsonFormatVisitable written, JavaType value) {
                    schema.set("additionalProperties", of(written, value, getContext()));
                }
            };
        }

        @Override
        public JsonStringFormatVisitor expectStringFormat(JavaType type) {
            if (FORMATS.containsKey(type.getRawClass())) {
                schema.put("format", FORMATS.get(type.getRawClass()));
            }
            return super.expectStringFormat(type);
        }

        private ObjectNode schema() {
            return schema;
        }
    }

    /** The properties of an object; Jackson adds here those of a component that it unwraps. */
    private final class Properties extends JsonObjectFormatVisitor.Base {

        private final ObjectNode schema;

        private Properties(ObjectNode schema, SerializationContext context) {
            super(context);
            this.schema = schema.put("type", "object");
        }

        @Override
        public void property(BeanProperty property) {
            optionalProperty(property);
        }

        @Override
        public void optionalProperty(BeanProperty property) {
            schema.withObject("/properties").set(property.getName(), written(property));
            if (!isNullable(property.getMember().getAnnotated())) {
                schema.withArray("required").add(property.getName());
            }
        }

        private ObjectNode written(BeanProperty property) {
            if (property.getAnnotation(JsonRawValue.class) != null) {
                return mapper.createObjectNode();
            }
            var type = property.getType();
            var own = property instanceof BeanPropertyWriter writer ? writer.getSerializer() : null;
            var whole = property.getAnnotation(JsonIgnoreProperties.class) == null;
            return of(
                    own != null ? own : getContext().findPrimaryPropertySerializer(type, property),
                    type,
                    new Visitor(getContext(), whole));
        }

        private static boolean isNullable(AnnotatedElement member) {
            if (member instanceof Method method) {
                return method.getAnnotatedReturnType().isAnnotationPresent(Nullable.class);
            }
            return member instanceof Field field && field.getAnnotatedType().isAnnotationPresent(Nullable.class);
        }
    }
}
