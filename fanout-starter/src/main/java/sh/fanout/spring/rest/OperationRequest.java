package sh.fanout.spring.rest;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;
import sh.fanout.EventPattern;
import sh.fanout.EventType;
import sh.fanout.deadletter.DeadLetterQuery;
import sh.fanout.deadletter.DeadLetterStatus;
import sh.fanout.filter.Filter;
import sh.fanout.log.EventSelection;
import sh.fanout.log.EventStatus;
import sh.fanout.log.PageLimit;
import sh.fanout.operation.OperationPace;
import sh.fanout.operation.OperationPlan;
import sh.fanout.spring.access.OperatorsWord;

/**
 * The body of what asks for an operation: a selection, a pace, and who wants it and why.
 *
 * @param dryRun whether to leave it a draft
 */
record OperationRequest(OperationPlan plan, OperationPace pace, OperatorsWord word, boolean dryRun) {

    private static final List<String> COMMON = List.of("all", "rate", "pauseAfter", "who", "why", "dryRun");
    private static final List<String> EVENTS =
            List.of("type", "key", "tag", "causation", "filter", "status", "from", "to", "subscriptions");
    private static final List<String> LETTERS = List.of("type", "subscription", "groups", "from", "to");

    static OperationRequest replay(ServerRequest request) {
        var fields = fields(request, EVENTS, "skipDelivered");
        var filter = fields.object("filter");
        var events = new EventSelection(
                types(fields.text("type")),
                fields.word("status", EventStatus.class, "a status of an event"),
                fields.text("key"),
                fields.text("tag"),
                fields.text("causation"),
                filter == null ? null : Filter.json(filter),
                fields.time("from"),
                fields.time("to"));
        return of(
                request,
                fields,
                new OperationPlan.Replay(events, fields.texts("subscriptions"), fields.flag("skipDelivered", true)));
    }

    static OperationRequest letters(ServerRequest request, Function<DeadLetterQuery, OperationPlan> plan) {
        var fields = fields(request, LETTERS, "status");
        var type = fields.text("type");
        return of(
                request,
                fields,
                plan.apply(new DeadLetterQuery(
                        type == null ? null : EventType.requireId(type),
                        fields.text("subscription"),
                        fields.word("status", DeadLetterStatus.class, "a status of a dead letter"),
                        Set.copyOf(fields.texts("groups")),
                        fields.time("from"),
                        fields.time("to"),
                        null,
                        PageLimit.DEFAULT)));
    }

    private static OperationRequest of(ServerRequest request, BodyFields fields, OperationPlan plan) {
        return new OperationRequest(
                plan,
                new OperationPace(fields.number("rate"), fields.count("pauseAfter")),
                fields.wordIn(request),
                fields.flag("dryRun", false));
    }

    /** The fields of a body that says of what it asks for all, unless it selects. */
    private static BodyFields fields(ServerRequest request, List<String> selectors, String other) {
        var names = Stream.of(selectors, List.of(other), COMMON).flatMap(List::stream);
        var fields = BodyFields.of(request, names.toList());
        if (selectors.stream().noneMatch(fields::has) && !fields.flag("all", false)) {
            throw new InvalidRequestException(
                    "The body selects nothing, and does not say that it means all.",
                    "Select by %s, or say \"all\": true.".formatted(String.join(", ", selectors)));
        }
        return fields;
    }

    private static @Nullable EventPattern types(@Nullable String text) {
        return text == null ? null : EventPattern.ofTypes(text);
    }
}
