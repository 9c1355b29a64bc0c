package sh.fanout.dashboard.overview;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import sh.fanout.log.Stats;

/**
 * What has happened, of all types together.
 *
 * @param step how long each step is
 * @param steps oldest first
 */
public record Traffic(Duration step, List<Step> steps) {

    public Traffic {
        steps = List.copyOf(steps);
    }

    static Traffic of(Stats stats, int steps) {
        return new Traffic(
                stats.step(),
                IntStream.range(0, steps)
                        .mapToObj(n -> new Step(
                                stats.from().plus(stats.step().multipliedBy(n)),
                                sum(stats, n, Stats.OfType::published),
                                sum(stats, n, Stats.OfType::delivered),
                                sum(stats, n, Stats.OfType::failed),
                                sum(stats, n, Stats.OfType::deadLetters)))
                        .toList());
    }

    /** The ids of the types that were published. */
    static Set<String> published(Stats stats) {
        return stats.types().stream()
                .filter(it -> it.published().stream().anyMatch(count -> count > 0))
                .map(Stats.OfType::type)
                .collect(Collectors.toSet());
    }

    private static long sum(Stats stats, int step, Function<Stats.OfType, List<Integer>> numbers) {
        return stats.types().stream()
                .mapToLong(it -> numbers.apply(it).get(step))
                .sum();
    }

    public Instant from() {
        return steps.get(0).from();
    }

    public Step total() {
        return steps.stream().reduce(Step.nothing(from()), Step::plus);
    }

    /** What has happened in some time. */
    public record Step(Instant from, long published, long delivered, long failed, long deadLetters) {

        static Step nothing(Instant from) {
            return new Step(from, 0, 0, 0, 0);
        }

        Step plus(Step other) {
            return new Step(
                    from,
                    published + other.published,
                    delivered + other.delivered,
                    failed + other.failed,
                    deadLetters + other.deadLetters);
        }
    }
}
