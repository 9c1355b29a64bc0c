package sh.fanout.workflows.schema;

import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationModule;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationOption;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/** What the annotations of Jakarta Validation add to a schema. Loaded only where they are on the class path. */
final class JakartaConstraints {

    private JakartaConstraints() {}

    static void addTo(SchemaGeneratorConfigBuilder config) {
        config.forFields().withStringPatternResolver(JakartaConstraints::wholePattern);
        config.with(new JakartaValidationModule(
                JakartaValidationOption.NOT_NULLABLE_FIELD_IS_REQUIRED,
                JakartaValidationOption.INCLUDE_PATTERN_EXPRESSIONS));
    }

    /** Jakarta's patterns match the whole text, a schema's any part of it. */
    private static @Nullable String wholePattern(FieldScope field) {
        var pattern = field.getAnnotationConsideringFieldAndGetter(Pattern.class);
        return pattern == null ? null : "^(?:%s)$".formatted(pattern.regexp());
    }
}
