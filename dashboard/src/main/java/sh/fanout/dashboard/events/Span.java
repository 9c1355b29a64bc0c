package sh.fanout.dashboard.events;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A time in which something happens. */
record Span(Instant from, Instant to) {

    static Span at(Instant time) {
        return new Span(time, time);
    }

    Duration length() {
        return Duration.between(from, to);
    }

    /** The longest time between the first and the last of some spans in which none of them is. */
    static Optional<Span> longestGap(List<Span> spans) {
        var gaps = new ArrayList<Span>();
        var reached = Instant.MAX;
        for (var span : spans.stream().sorted(Comparator.comparing(Span::from)).toList()) {
            if (span.from().isAfter(reached)) {
                gaps.add(new Span(reached, span.from()));
            }
            reached = reached.equals(Instant.MAX) || span.to().isAfter(reached) ? span.to() : reached;
        }
        return gaps.stream().max(Comparator.comparing(Span::length));
    }
}
