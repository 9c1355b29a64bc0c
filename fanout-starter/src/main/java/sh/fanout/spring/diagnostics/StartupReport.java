package sh.fanout.spring.diagnostics;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sh.fanout.subscription.Subscription;
import sh.fanout.workflows.catalog.CatalogState;
import sh.fanout.workflows.catalog.Declaration;
import sh.fanout.workflows.catalog.SubscriptionEntry;

/**
 * The sum of a start, for people: where Fanout runs, who receives what, where to look, and what looks wrong.
 *
 * @param engine the Temporal that it runs on
 * @param log where the event log is, and how long it keeps events
 * @param subscriptions those of this instance
 * @param declaration what this instance has told the bus
 * @param catalog what the whole bus has
 * @param dashboard the address of the dashboard; {@code null} if the application has none
 * @param api the address of the REST endpoints; {@code null} without a web server
 * @param webUi the address of Temporal's Web UI; {@code null} if there is none
 * @param engineWarning what the engine has to warn of
 */
public record StartupReport(
        String engine,
        String log,
        List<Subscription<?>> subscriptions,
        Declaration declaration,
        CatalogState catalog,
        @Nullable URI dashboard,
        @Nullable URI api,
        @Nullable URI webUi,
        @Nullable String engineWarning) {

    /** What a build begins with that nobody has named. */
    public static final String UNVERSIONED = "unversioned-";

    private static final Pattern PACKAGES_AND_OUTER_CLASSES =
            Pattern.compile("\\b[a-z][a-zA-Z0-9_]*\\.(?=[a-zA-Z])|\\b\\w+\\$(?=[A-Z])");
    private static final String NEW_LINE = System.lineSeparator();

    /** The report as lines of text. */
    public String render() {
        var parts = new ArrayList<String>();
        parts.add("Fanout is up");
        parts.add(places());
        parts.add(recipients());
        var warnings = StartupWarnings.of(this);
        if (!warnings.isEmpty()) {
            parts.add(String.join(NEW_LINE, warnings));
        }
        return String.join(NEW_LINE + NEW_LINE, parts) + NEW_LINE;
    }

    private String places() {
        var table = new TextTable()
                .row("service", "%s, build %s".formatted(declaration.service(), declaration.build()))
                .row("engine", engine)
                .row("event log", log);
        if (dashboard != null) {
            table.row("dashboard", dashboard.toString());
        }
        return table.row("REST", api == null ? "none" : api.toString())
                .row("Web UI", webUi == null ? "none" : webUi.toString())
                .render();
    }

    private String recipients() {
        var table = new TextTable().row("EVENT", "SUBSCRIPTION", "METHOD", "ATTEMPTS");
        for (var type : typesOfInterest()) {
            var subscribers = catalog.subscribersOf(type);
            if (subscribers.isEmpty()) {
                table.row(type, "nobody", "", "");
            }
            var shown = type;
            for (var subscriber : subscribers) {
                table.row(shown, subscriber.id(), where(subscriber), attempts(subscriber));
                shown = "";
            }
        }
        return table.render();
    }

    /** What this instance defines, and what it subscribes to. */
    private Iterable<String> typesOfInterest() {
        var types = new TreeSet<String>();
        declaration.types().forEach(type -> types.add(type.id()));
        declaration.subscriptions().forEach(subscription -> types.add(subscription.events()));
        return types;
    }

    private String where(SubscriptionEntry subscriber) {
        var place = PACKAGES_AND_OUTER_CLASSES
                .matcher(subscriber.declared().place())
                .replaceAll("");
        return subscriber.service().equals(declaration.service())
                ? place
                : "%s in %s".formatted(place, subscriber.service());
    }

    private String attempts(SubscriptionEntry subscriber) {
        return subscriptions.stream()
                .filter(it -> it.id().equals(subscriber.id()))
                .map(it -> Integer.toString(it.retry().attempts()))
                .min(Comparator.naturalOrder())
                .orElse("");
    }
}
