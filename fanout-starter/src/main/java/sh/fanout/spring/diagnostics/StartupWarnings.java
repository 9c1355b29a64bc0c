package sh.fanout.spring.diagnostics;

import java.util.ArrayList;
import java.util.List;
import sh.fanout.EventPattern;
import sh.fanout.workflows.catalog.Declaration;

/** What looks wrong although it does not stop the start, each with what to do about it. */
final class StartupWarnings {

    private StartupWarnings() {}

    static List<String> of(StartupReport report) {
        var warnings = new ArrayList<String>();
        if (report.engineWarning() != null) {
            warnings.add("  ! " + report.engineWarning());
        }
        hasNoBuild(report.declaration(), warnings);
        isOlder(report, warnings);
        nobodySubscribes(report, warnings);
        nobodyDefines(report, warnings);
        report.catalog()
                .abandoned()
                .forEach(it -> add(
                        warnings,
                        "Subscription %s is no longer in service %s.".formatted(it.id(), it.service()),
                        "Nothing to do if that is meant: it retires once no instance serves it."));
        return warnings;
    }

    private static void hasNoBuild(Declaration own, List<String> warnings) {
        if (own.log().shared() && own.build().startsWith(StartupReport.UNVERSIONED)) {
            add(
                    warnings,
                    "Nothing says which build of %s this is, so that two may be taken for one."
                            .formatted(own.service()),
                    "Set fanout.build, or let META-INF/build-info.properties be generated.");
        }
    }

    private static void isOlder(StartupReport report, List<String> warnings) {
        var own = report.declaration();
        var later = report.catalog().buildsAfter(own.build(), own.service());
        if (!later.isEmpty()) {
            add(
                    warnings,
                    "Build %s of %s is older than %s, which says what the service wants."
                            .formatted(own.build(), own.service(), String.join(", ", later)),
                    "Nothing to do: if that is gone for good, this one takes its place within minutes.");
        }
    }

    private static void nobodySubscribes(StartupReport report, List<String> warnings) {
        report.declaration().types().stream()
                .filter(type -> report.catalog().subscribersOf(type.id()).isEmpty())
                .forEach(type -> add(
                        warnings,
                        "Nobody subscribes to %s: its events are logged, and go nowhere.".formatted(type.id()),
                        "Write @Subscribe on a bean method that takes %s, here or in another service."
                                .formatted(type.place().replaceAll(".*[.$]", ""))));
    }

    private static void nobodyDefines(StartupReport report, List<String> warnings) {
        report.declaration().subscriptions().stream()
                .map(Declaration.Subscriber::events)
                .distinct()
                .sorted()
                .map(EventPattern::new)
                .filter(events -> report.catalog().types().keySet().stream().noneMatch(events::matches))
                .forEach(events -> add(
                        warnings,
                        events.matchesMany()
                                ? "The pattern %s matches no type that a service has defined.".formatted(events)
                                : "No service has defined %s, so nothing can arrive.".formatted(events),
                        "Check its spelling in @Subscribe(events = …), or start the service that publishes it."));
    }

    private static void add(List<String> warnings, String problem, String hint) {
        warnings.add("  ! " + problem + System.lineSeparator() + "    " + hint);
    }
}
