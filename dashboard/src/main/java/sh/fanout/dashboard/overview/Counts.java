package sh.fanout.dashboard.overview;

import java.time.Duration;
import java.time.Instant;
import sh.fanout.dashboard.page.Kept;
import sh.fanout.dashboard.page.Range;
import sh.fanout.log.Events;
import sh.fanout.log.StatsQuery;
import sh.fanout.log.Steps;

/** Counts what has happened, and what had happened in the same time before. */
final class Counts {

    private final Events events;
    private final Kept<Range, Lately> kept = new Kept<>();

    Counts(Events events) {
        this.events = events;
    }

    Lately in(Range range) {
        return kept.get(range, range.freshness(), () -> count(range, Instant.now()));
    }

    private Lately count(Range range, Instant now) {
        var steps = Steps.last(range.length(), now);
        var passed = Duration.between(steps.from(), now);
        var earlier = new Steps(steps.from().minus(passed), passed, 1);
        var stats = events.stats(StatsQuery.of(steps));
        var before = events.stats(StatsQuery.of(earlier));
        return new Lately(
                Traffic.of(stats, steps.count()), Traffic.of(before, 1).total(), Traffic.published(stats));
    }
}
