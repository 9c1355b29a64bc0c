package sh.fanout.workflows.schema;

import static java.util.stream.Collectors.joining;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import sh.fanout.ErrorCode;
import sh.fanout.Fanout;
import sh.fanout.FanoutException;
import sh.fanout.workflows.temporal.Excerpt;
import sh.fanout.workflows.temporal.FanoutJson;
import sh.fanout.workflows.temporal.RootCause;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;

/**
 * Writes an application's object as the JSON that is published.
 *
 * <p>What comes out meets every bound of {@link PayloadReader}, so that an event is readable wherever it was written.
 */
public final class PayloadWriter {

    private static final int SHOWN_PATH = 8;

    private PayloadWriter() {}

    /**
     * Writes the payload of an event.
     *
     * @throws FanoutException ({@code FANOUT-105}) if Jackson cannot write it; ({@code FANOUT-103}) if it is too large
     */
    public static JsonNode write(String eventTypeId, Object payload) {
        var text = new BoundedText();
        try {
            FanoutJson.MAPPER
                    .writer()
                    .with(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                    .writeValue(text, payload);
        } catch (JacksonException | StackOverflowError e) {
            throw unwritable(eventTypeId, payload.getClass(), e);
        }
        PayloadReader.requireSize(eventTypeId, text.size);
        return PayloadReader.read(eventTypeId, text.kept.toString(StandardCharsets.UTF_8));
    }

    static FanoutException unwritable(String eventTypeId, Class<?> type, Throwable failure) {
        var place = failure instanceof JacksonException e ? path(e) : "";
        var problem = "%s cannot be written as JSON for '%s'%s: %s."
                .formatted(
                        type.getName(), eventTypeId, place.isEmpty() ? "" : " in property " + place, reason(failure));
        return new FanoutException(ErrorCode.UNWRITABLE_PAYLOAD, problem, hint(failure), failure);
    }

    private static String path(JacksonException failure) {
        var path = failure.getPath().stream()
                .limit(SHOWN_PATH)
                .map(step ->
                        step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
                .collect(joining());
        var whole = failure.getPath().size() <= SHOWN_PATH ? path : path + "…";
        return whole.startsWith(".") ? whole.substring(1) : whole;
    }

    private static String reason(Throwable failure) {
        if (isTooDeep(failure)) {
            return "it nests without end, or more than 100 levels";
        }
        var cause = RootCause.of(failure);
        var message = cause instanceof JacksonException e ? e.getOriginalMessage() : cause.toString();
        return Excerpt.quoted(String.valueOf(message));
    }

    private static String hint(Throwable failure) {
        if (isTooDeep(failure)) {
            return "Break the cycle: put @JsonIgnore on the way back, or publish a record that holds ids.";
        }
        return "Publish a record of plain values, or tell Jackson how to write the class: @JsonValue, @JsonProperty, @JsonIgnore.";
    }

    private static boolean isTooDeep(Throwable failure) {
        return failure instanceof StackOverflowError
                || failure instanceof StreamConstraintsException
                || failure.getCause() instanceof StackOverflowError
                || failure.getCause() instanceof StreamConstraintsException;
    }

    /** Counts everything, and keeps only what a payload may have, so that a huge object costs no memory. */
    private static final class BoundedText extends OutputStream {

        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private long size;

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            size += length;
            if (size <= Fanout.MAX_PAYLOAD_BYTES) {
                kept.write(bytes, offset, length);
            }
        }
    }
}
