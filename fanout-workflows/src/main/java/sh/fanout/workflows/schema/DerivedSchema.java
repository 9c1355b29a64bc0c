package sh.fanout.workflows.schema;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomPropertyDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.github.victools.jsonschema.module.jackson.JacksonSchemaModule;
import java.lang.annotation.Annotation;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.EventType;
import sh.fanout.FanoutException;
import sh.fanout.workflows.temporal.Excerpt;
import sh.fanout.workflows.temporal.FanoutJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.exc.InvalidDefinitionException;

/**
 * The schema that a payload class describes: what Jackson writes of it, with the annotations of Jackson and, where
 * the application has it, of Jakarta Validation.
 *
 * <p>A primitive component of a record is required, since nothing else can stand for it. Any other component may be absent
 * unless an annotation requires it; it may be {@code null} only as an {@code Optional} or if some {@code @Nullable} says so.
 * Further properties are allowed, so that a newer publisher may add some.
 */
final class DerivedSchema {

    /** Not brought along: its mere presence would make Spring look for a validator. */
    private static final boolean JAKARTA_VALIDATION = isPresent("jakarta.validation.constraints.NotNull");

    private static final List<Class<? extends Annotation>> WRITTEN_IN_ITS_OWN_WAY =
            List.of(JsonFormat.class, JsonSerialize.class, JsonRawValue.class);

    private final EventType<?> type;
    private String property = "";

    private DerivedSchema(EventType<?> type) {
        this.type = type;
    }

    static String of(EventType<?> type) {
        return new DerivedSchema(type).generate();
    }

    private String generate() {
        var config =
                new SchemaGeneratorConfigBuilder(FanoutJson.MAPPER, SchemaVersion.DRAFT_7, OptionPreset.PLAIN_JSON);
        config.with(Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES);
        config.forFields()
                .withRequiredCheck(DerivedSchema::isNeeded)
                .withNullableCheck(DerivedSchema::isNullable)
                .withCustomDefinitionProvider(this::visit);
        config.forTypesInGeneral().withCustomDefinitionProvider(this::asJacksonWrites);
        config.with(new JacksonSchemaModule(JacksonOption.RESPECT_JSONPROPERTY_REQUIRED));
        if (JAKARTA_VALIDATION) {
            JakartaConstraints.addTo(config);
        }
        try {
            return new SchemaGenerator(config.build())
                    .generateSchema(type.payloadType())
                    .toString();
        } catch (JacksonException e) {
            throw refusal(type.payloadType(), "be written as JSON", e.getOriginalMessage(), e);
        }
    }

    private static boolean isPresent(String className) {
        try {
            Class.forName(className, false, DerivedSchema.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static boolean isNeeded(FieldScope field) {
        var owner = field.getDeclaringType().getErasedType();
        return field.getType().isPrimitive()
                && owner.isRecord()
                && !owner.isAnnotationPresent(JsonInclude.class)
                && field.getAnnotationConsideringFieldAndGetter(JsonInclude.class) == null;
    }

    private static @Nullable Boolean isNullable(FieldScope field) {
        var member = field.getRawMember();
        var annotations = Stream.concat(
                Stream.of(member.getAnnotations()),
                Stream.of(member.getAnnotatedType().getAnnotations()));
        var nullable =
                annotations.anyMatch(it -> it.annotationType().getSimpleName().equals("Nullable"));
        return nullable ? Boolean.TRUE : null;
    }

    private @Nullable CustomPropertyDefinition visit(FieldScope field, SchemaGenerationContext context) {
        property = field.getDeclaringType().getErasedType().getSimpleName() + "." + field.getName();
        var ownWay = WRITTEN_IN_ITS_OWN_WAY.stream()
                .anyMatch(annotation -> field.getAnnotationConsideringFieldAndGetter(annotation) != null);
        return ownWay
                ? new CustomPropertyDefinition(context.getGeneratorConfig().createObjectNode())
                : null;
    }

    private @Nullable CustomDefinition asJacksonWrites(ResolvedType resolved, SchemaGenerationContext context) {
        var java = resolved.getErasedType();
        if (java == Object.class || !resolved.getTypeParameters().isEmpty() || isContainer(java)) {
            return null;
        }
        var form = WrittenForm.of(java);
        if (!form.isObject()) {
            return new CustomDefinition(form.schema(), true);
        }
        if (!form.hasProperties() && !java.isRecord() && !Modifier.isAbstract(java.getModifiers())) {
            throw refusal(java, "be written as JSON", "it has no property that Jackson sees", null);
        }
        requireReadable(java);
        if (java.isAnnotationPresent(JsonFormat.class)) {
            return new CustomDefinition(context.getGeneratorConfig().createObjectNode(), true);
        }
        return java.isSealed() && !java.isAnnotationPresent(JsonSubTypes.class) ? anyPermitted(java, context) : null;
    }

    private static boolean isContainer(Class<?> java) {
        return (java.isArray() && !WrittenForm.isText(java))
                || Collection.class.isAssignableFrom(java)
                || Map.class.isAssignableFrom(java);
    }

    /** Reads an empty object, for Jackson tells only then that it cannot make one; the values do not matter. */
    private void requireReadable(Class<?> java) {
        try {
            FanoutJson.MAPPER.readValue("{}", java);
        } catch (InvalidDefinitionException e) {
            throw refusal(java, "be read from JSON", e.getOriginalMessage(), e);
        } catch (JacksonException e) {
            return;
        }
    }

    private static CustomDefinition anyPermitted(Class<?> sealed, SchemaGenerationContext context) {
        var schema = context.getGeneratorConfig().createObjectNode();
        var alternatives = schema.putArray("anyOf");
        for (var permitted : sealed.getPermittedSubclasses()) {
            alternatives.add(
                    context.createDefinitionReference(context.getTypeContext().resolve(permitted)));
        }
        return new CustomDefinition(schema);
    }

    private FanoutException refusal(Class<?> java, String what, @Nullable String reason, @Nullable Throwable cause) {
        return new FanoutException(
                ErrorCode.INVALID_SCHEMA,
                "There is no schema for '%s': %s%s cannot %s: %s."
                        .formatted(
                                type.id(),
                                java.getName(),
                                property.isEmpty() ? "" : " in property " + property,
                                what,
                                Excerpt.quoted(String.valueOf(reason))),
                java.isInterface() || Modifier.isAbstract(java.getModifiers())
                        ? "Use a record, or put @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = \"type\") on a sealed interface."
                        : "Use a record, or tell Jackson how: @JsonCreator, @JsonProperty, @JsonValue, @JsonIgnore.",
                cause);
    }
}
