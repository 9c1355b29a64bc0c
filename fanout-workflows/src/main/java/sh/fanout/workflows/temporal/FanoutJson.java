package sh.fanout.workflows.temporal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.io.StringWriter;
import sh.fanout.EventEnvelope;
import sh.fanout.deadletter.DeadLetterAction;
import sh.fanout.deadletter.DeadLetterStatus;
import sh.fanout.log.Attempt;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.EventStatus;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.log.PassedOver;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.EnumNaming;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * How Fanout reads and writes JSON: exact in its numbers, and tolerant of fields that a newer version added; bounded in
 * depth and size and strict about duplicate keys wherever it is to be understood.
 */
public final class FanoutJson {

    /** Deeper than any sensible payload, and shallow enough for every recursive reader behind it. */
    static final int MAX_DEPTH = 100;

    private static final int MAX_DOCUMENT_LENGTH = 8 << 20;

    /** Judges: what it reads, every reader behind it can handle. */
    public static final JsonMapper MAPPER = mapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxDocumentLength(MAX_DOCUMENT_LENGTH)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    /** Carries: a payload that {@link #MAPPER} refuses has to arrive first, to be rejected and logged. */
    public static final JsonMapper CARRIER = mapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .streamWriteConstraints(StreamWriteConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .build())
            .build());

    private FanoutJson() {}

    /**
     * Reads a value of unknown origin; missing if there is none.
     *
     * @throws JacksonException if it is no JSON, or out of bounds
     */
    public static JsonNode read(JsonParser parser) {
        try {
            JsonNode tree = MAPPER.readTree(parser);
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (NumberFormatException e) {
            // Jackson lets the JDK refuse it: a number with an exponent that no BigDecimal has.
            throw new StreamConstraintsException("a number is too large", parser.currentLocation());
        }
    }

    /** Reads a value from its text; otherwise as {@link #read(JsonParser)}. */
    public static JsonNode read(String json) {
        try (var parser = MAPPER.createParser(json)) {
            return read(parser);
        }
    }

    private static JsonMapper mapper(JsonFactory factory) {
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                .addMixIn(EventEnvelope.class, PayloadAsValue.class)
                .addMixIn(LoggedDelivery.class, OutputAsValue.class)
                .addMixIn(EventStatus.class, LowerCase.class)
                .addMixIn(DeliveryStatus.class, LowerCase.class)
                .addMixIn(DeadLetterStatus.class, LowerCase.class)
                .addMixIn(DeadLetterAction.Kind.class, LowerCase.class)
                .addMixIn(Attempt.Outcome.class, LowerCase.class)
                .addMixIn(PassedOver.Reason.class, LowerCase.class)
                .build();
    }

    /** Makes the payload's JSON text a JSON value in the envelope, so that people and other languages see an object. */
    interface PayloadAsValue {

        @JsonRawValue
        @JsonDeserialize(using = PayloadAsText.class)
        String payload();
    }

    /** The same for what a handler returned. */
    interface OutputAsValue {

        @JsonRawValue
        @JsonDeserialize(using = ValueAsText.class)
        String output();
    }

    /** As clients write them: {@code put-off}. */
    @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
    interface LowerCase {}

    private static class ValueAsText extends ValueDeserializer<String> {

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            var text = new StringWriter();
            try (JsonGenerator generator = CARRIER.createGenerator(text)) {
                copy(parser, generator);
            }
            return text.toString();
        }

        private static void copy(JsonParser parser, JsonGenerator generator) {
            var depth = 0;
            for (var token = parser.currentToken(); ; token = parser.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (token.isNumeric()) {
                    // Digit by digit: to understand a number of a million digits takes minutes.
                    generator.writeNumber(parser.getString());
                } else {
                    generator.copyCurrentEvent(parser);
                }
                if (depth == 0) {
                    return;
                }
            }
        }
    }

    private static final class PayloadAsText extends ValueAsText {

        @Override
        public String getNullValue(DeserializationContext context) {
            return "null";
        }
    }
}
