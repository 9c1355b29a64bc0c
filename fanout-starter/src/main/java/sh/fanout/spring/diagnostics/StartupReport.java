package sh.fanout.spring.diagnostics;

import static java.util.stream.Collectors.groupingBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import sh.fanout.subscription.Subscription;
import sh.fanout.workflows.catalog.CatalogState;
import sh.fanout.workflows.catalog.Declaration;

/**
 * The sum of a start, for people: where Fanout runs, who receives what, where to look, and what looks wrong.
 *
 * @param engine the Temporal that it runs on
 * @param log where the event log is
 * @param subscriptions those of this instance
 * @param declaration what this instance has told the bus
 * @param catalog what the whole bus has
 * @param api the address of the REST endpoints; {@code null} without a web server
 * @param webUi the address of Temporal's Web UI; {@code null} if there is none
 * @param engineWarning what the engine has to warn of
 */
public record StartupReport(
        String service,
        String engine,
        String log,
        List<Subscription<?>> subscriptions,
        Declaration declaration,
        CatalogState catalog,
        @Nullable URI api,
        @Nullable URI webUi,
        @Nullable String engineWarning) {

    /** The report as lines of text. */
    public String render() {
        var lines = new ArrayList<String>();
        lines.add("Fanout is up");
        lines.add("  service    " + service);
        lines.add("  engine     " + engine);
        lines.add("  event log  " + log);
        lines.addAll(table());
        lines.addAll(warnings());
        if (api != null) {
            lines.add("  REST       " + api);
        }
        lines.add("  Web UI     " + (webUi == null ? "none" : webUi));
        return String.join(System.lineSeparator(), lines);
    }

    private List<String> table() {
        var lines = new ArrayList<String>();
        var byType = new TreeMap<>(
                subscriptions.stream().collect(groupingBy(it -> it.eventType().id())));
        types().forEach(type -> byType.computeIfAbsent(type, ignored -> List.of()));
        byType.forEach((type, subscribers) -> {
            lines.add("  " + type);
            subscribers.forEach(it -> lines.add("    → %-24s %s  %d attempts"
                    .formatted(it.id(), it.place(), it.retry().attempts())));
        });
        return lines;
    }

    private List<String> types() {
        return declaration.types().stream().map(Declaration.Type::id).toList();
    }

    private List<String> warnings() {
        var lines = new ArrayList<String>();
        if (engineWarning != null) {
            lines.add("  ! " + engineWarning);
        }
        types().stream()
                .filter(type -> catalog.subscribersOf(type).isEmpty())
                .forEach(type -> lines.add("  ! nobody subscribes to " + type));
        var unknown = new TreeSet<String>();
        subscriptions.stream()
                .map(it -> it.eventType().id())
                .filter(type -> !catalog.types().containsKey(type))
                .forEach(unknown::add);
        unknown.forEach(type -> lines.add("  ! no service has defined " + type + " yet"));
        catalog.abandoned()
                .forEach(it ->
                        lines.add("  ! subscription %s is no longer in service %s; it retires when nobody serves it"
                                .formatted(it.id(), it.service())));
        return lines;
    }
}
