package sh.fanout.spring.rest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerResponse;
import sh.fanout.EventEnvelope;
import sh.fanout.EventPattern;
import sh.fanout.RateLimitPolicy;
import sh.fanout.catalog.DefinedEventType;
import sh.fanout.catalog.EventTypeSummary;
import sh.fanout.deadletter.DeadLetter;
import sh.fanout.deadletter.DeadLetterQuery;
import sh.fanout.deadletter.DeadLetterSummary;
import sh.fanout.deadletter.PayloadChange;
import sh.fanout.filter.Filter;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.log.LoggedEvent;
import sh.fanout.operation.Operation;
import sh.fanout.operation.OperationPlan;
import sh.fanout.subscription.KeyRateLimit;
import sh.fanout.subscription.SubscriptionLimits;
import sh.fanout.subscription.SubscriptionState;
import sh.fanout.workflows.schema.NearestName;
import sh.fanout.workflows.temporal.FanoutJson;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Writes answers, whatever the application configures for its own JSON and message converters. */
final class RestJson {

    static final JsonMapper MAPPER = FanoutJson.MAPPER
            .rebuild()
            .enumNamingStrategy(EnumNamingStrategies.KEBAB_CASE)
            .addMixIn(LoggedEvent.class, EnvelopeOnTop.class)
            .addMixIn(DeadLetter.class, SummaryOnTop.class)
            .addMixIn(DefinedEventType.class, TypeOnTop.class)
            .addMixIn(DefinedEventType.Schema.class, SchemaAsValue.class)
            .addMixIn(PayloadChange.class, ChangesAsValues.class)
            .addMixIn(LoggedDelivery.class, OutputAsValue.class)
            .addMixIn(SubscriptionState.class, FilterAsValue.class)
            .addMixIn(SubscriptionLimits.class, RateWithoutAlgorithm.class)
            .addMixIn(EventPattern.class, PatternAsText.class)
            .addMixIn(Filter.class, FilterAsObject.class)
            .addMixIn(OperationPlan.Retry.class, LettersWithoutPage.class)
            .addMixIn(OperationPlan.Discard.class, LettersWithoutPage.class)
            .addMixIn(OperationsResource.OperationDetails.class, OperationOnTop.class)
            .addMixIn(KeyRateLimit.class, RateBesideKey.class)
            .build();

    private RestJson() {}

    /** The words that answers use for the values of an enum, in their order. */
    static List<String> words(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(it -> it.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }

    /**
     * The value of an enum that answers write as this word.
     *
     * @param what they say, such as {@code a status of an event}
     */
    static <E extends Enum<E>> E value(String word, Class<E> type, String what) {
        var words = words(type);
        if (!words.contains(word)) {
            throw new InvalidRequestException("'%s' is not %s.".formatted(word, what), NearestName.hint(word, words));
        }
        return type.getEnumConstants()[words.indexOf(word)];
    }

    static ServerResponse answer(HttpStatusCode status, Object body) {
        return answer(ServerResponse.status(status), MediaType.APPLICATION_JSON, body);
    }

    static ServerResponse answer(ServerResponse.BodyBuilder response, MediaType type, Object body) {
        var bytes = MAPPER.writeValueAsBytes(body);
        // Payloads are for whom they were asked by: not for caches, and not for guesses at what they are.
        var guarded = response.header("X-Content-Type-Options", "nosniff").cacheControl(CacheControl.noStore());
        return guarded.contentType(type).contentLength(bytes.length).build((request, servlet) -> {
            servlet.getOutputStream().write(bytes);
            return null;
        });
    }

    /** Gives an event the fields that it has in lists, and its payload beside them. */
    interface EnvelopeOnTop {

        @JsonUnwrapped
        EventEnvelope envelope();
    }

    /** Gives a dead letter the fields that it has in lists, and the rest beside them. */
    interface SummaryOnTop {

        @JsonUnwrapped
        DeadLetterSummary summary();
    }

    /** Makes what was changed in a payload JSON values. */
    interface ChangesAsValues {

        @JsonRawValue
        @Nullable
        String before();

        @JsonRawValue
        @Nullable
        String after();
    }

    /** Gives an event type the fields that it has in lists, and its schemas beside them. */
    interface TypeOnTop {

        @JsonUnwrapped
        EventTypeSummary summary();
    }

    /** Makes the schema's JSON text a JSON value. */
    interface SchemaAsValue {

        @JsonProperty("schema")
        @JsonRawValue
        String json();
    }

    /** Gives an operation the fields that it has in lists, and its subscriptions beside them. */
    interface OperationOnTop {

        @JsonUnwrapped
        Operation operation();
    }

    /** Makes a pattern the text that it is. */
    interface PatternAsText {

        @JsonValue
        String text();
    }

    /** Makes a filter the JSON object that its text is. */
    interface FilterAsObject {

        @JsonValue
        @JsonRawValue
        String json();
    }

    /** Leaves out where a page begins and ends: an operation is about all that match. */
    interface LettersWithoutPage {

        @JsonIgnoreProperties({"after", "limit"})
        DeadLetterQuery letters();
    }

    /** Makes the output's JSON text a JSON value. */
    interface OutputAsValue {

        @JsonRawValue
        @Nullable
        String output();
    }

    /** Makes the filter's JSON text a JSON value. */
    interface FilterAsValue {

        @JsonRawValue
        @Nullable
        String filter();
    }

    /** Leaves out what a queue does not choose. */
    interface RateWithoutAlgorithm {

        @JsonIgnoreProperties("algorithm")
        @Nullable
        RateLimitPolicy rate();
    }

    /** Gives a limit per key the fields of any other, and its key beside them. */
    interface RateBesideKey {

        @JsonUnwrapped
        @JsonIgnoreProperties("algorithm")
        RateLimitPolicy policy();
    }
}
