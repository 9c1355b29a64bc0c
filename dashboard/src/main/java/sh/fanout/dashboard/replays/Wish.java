package sh.fanout.dashboard.replays;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sh.fanout.EventPattern;
import sh.fanout.dashboard.page.PaceFields;
import sh.fanout.dashboard.page.Query;
import sh.fanout.dashboard.page.Texts;
import sh.fanout.dashboard.page.Visit;
import sh.fanout.dashboard.page.Zone;
import sh.fanout.filter.Filter;
import sh.fanout.log.EventSelection;
import sh.fanout.operation.OperationPace;
import sh.fanout.operation.OperationPlan;

/**
 * A replay as far as somebody has described it, in their own words: nothing of it has been checked.
 *
 * @param values what they said, by the names of the fields; a name without a value is not there
 */
public record Wish(Map<String, List<String>> values) {

    private static final Map<Stage, List<String>> NAMES = Map.of(
            Stage.WHAT, List.of("type", "key", "tag", "filter", "from", "to"),
            Stage.TO_WHOM, List.of("subscription", "again"),
            Stage.HOW, List.of("rate", "pauseAfter", "who", "why"),
            Stage.CHECK, List.of());

    private static final List<String> TIMES = List.of("from", "to");

    public Wish {
        values = Map.copyOf(values);
    }

    static Wish of(Visit visit) {
        return new Wish(
                names().filter(it -> !visit.texts(it).isEmpty()).collect(Collectors.toMap(it -> it, visit::texts)));
    }

    private static Stream<String> names() {
        return Stream.of(Stage.values()).flatMap(it -> NAMES.getOrDefault(it, List.of()).stream());
    }

    /** The same with its times as they are anywhere, so that its address means the same to everybody. */
    Wish anywhere(Zone zone) {
        return new Wish(values.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        it -> TIMES.contains(it.getKey())
                                ? List.of(zone.read(it.getValue().get(0)).toString())
                                : it.getValue())));
    }

    public @Nullable String text(String name) {
        var all = texts(name);
        return all.isEmpty() ? null : all.get(0);
    }

    /** The same as a field has it. */
    public String field(String name) {
        var text = text(name);
        return text == null ? "" : text;
    }

    public List<String> texts(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** What a form has to carry on that asks for one stage: all that the others have. */
    public List<Value> besides(Stage stage) {
        return names().filter(it -> !NAMES.getOrDefault(stage, List.of()).contains(it))
                .flatMap(name -> texts(name).stream().map(it -> new Value(name, it)))
                .toList();
    }

    /** What the address of a stage says. */
    public Query address(Stage stage) {
        var query = Query.NONE.with("stage", Texts.word(stage));
        for (var name : names().toList()) {
            query = query.withAll(name, texts(name));
        }
        return query;
    }

    /** Whether also those get an event who have it. */
    public boolean again() {
        return text("again") != null;
    }

    /**
     * The events that it asks for.
     *
     * @param zone in which its times are that do not say so
     * @throws sh.fanout.FanoutException if a type or a time is none; a filter is checked by who uses it
     */
    EventSelection events(Zone zone) {
        var type = text("type");
        var filter = text("filter");
        var from = text("from");
        var to = text("to");
        return new EventSelection(
                type == null ? null : EventPattern.ofTypes(type),
                null,
                text("key"),
                text("tag"),
                null,
                filter == null ? null : Filter.json(filter),
                from == null ? null : zone.read(from),
                to == null ? null : zone.read(to));
    }

    OperationPlan plan(Zone zone) {
        return new OperationPlan.Replay(events(zone), texts("subscription"), !again());
    }

    OperationPace pace() {
        return PaceFields.of(text("rate"), text("pauseAfter"));
    }

    /** A field of a form, and what it says. */
    public record Value(String name, String text) {}
}
