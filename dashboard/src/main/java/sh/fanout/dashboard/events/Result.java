package sh.fanout.dashboard.events;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sh.fanout.dashboard.page.Bar;
import sh.fanout.dashboard.page.State;
import sh.fanout.dashboard.page.Texts;
import sh.fanout.log.DeliveryCount;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.EventStatus;
import sh.fanout.log.EventSummary;

/**
 * What became of an event for its recipients, as a row of small bars, one for each, and in words.
 *
 * @param bars from left to right; none if nobody receives it
 */
public record Result(State state, String words, List<Bar> bars) {

    public static final int WIDTH = 72;

    /** Bars of more recipients would be too narrow: then each status is one bar. */
    private static final int MOST = 12;

    private static final int LEAST_WIDTH = 3;
    private static final int GAP = 2;

    public Result {
        bars = List.copyOf(bars);
    }

    static Result of(EventSummary event) {
        return new Result(state(event), words(event), bars(known(event), event.recipients()));
    }

    /** As long as the log knows of no delivery, they all wait. */
    private static List<DeliveryCount> known(EventSummary event) {
        return event.deliveries().isEmpty() && !event.status().settled() && event.recipients() > 0
                ? List.of(new DeliveryCount(DeliveryStatus.PENDING, event.recipients()))
                : event.deliveries().stream()
                        .sorted(Comparator.comparing(Result::rank))
                        .toList();
    }

    private static State state(EventSummary event) {
        if (reachesNobody(event)) {
            return State.NOT_CHOSEN;
        }
        return recipients(event, DeliveryStatus.BLOCKED) > 0 ? State.BLOCKED : State.of(event.status());
    }

    private static boolean reachesNobody(EventSummary event) {
        return event.status() == EventStatus.DELIVERED && event.recipients() == 0;
    }

    private static String words(EventSummary event) {
        if (reachesNobody(event)) {
            return "no recipient";
        }
        return switch (event.status()) {
            case DELIVERING -> progress(event);
            case FAILED, EXPIRED -> missing(event);
            default -> Texts.word(event.status());
        };
    }

    private static String progress(EventSummary event) {
        var blocked = recipients(event, DeliveryStatus.BLOCKED);
        var progress = "%d of %d".formatted(recipients(event, DeliveryStatus.DELIVERED), event.recipients());
        return blocked == 0 ? progress : "%s, %d blocked".formatted(progress, blocked);
    }

    private static int recipients(EventSummary event, DeliveryStatus status) {
        return event.deliveries().stream()
                .filter(it -> it.status() == status)
                .mapToInt(DeliveryCount::recipients)
                .sum();
    }

    /** Who does not have it. */
    private static String missing(EventSummary event) {
        var missing = event.deliveries().stream()
                .filter(it -> it.status() != DeliveryStatus.DELIVERED)
                .sorted(Comparator.comparing(Result::rank).reversed())
                .map(it -> "%s %s".formatted(Texts.number(it.recipients()), Texts.word(it.status())))
                .collect(Collectors.joining(", "));
        return missing.isEmpty() ? Texts.word(event.status()) : missing;
    }

    private static int rank(DeliveryCount count) {
        return switch (count.status()) {
            case DELIVERED -> 0;
            case PENDING -> 1;
            case PASSED_ON, EXPIRED -> 2;
            case BLOCKED -> 3;
            case FAILED -> 4;
        };
    }

    private static List<Bar> bars(List<DeliveryCount> counts, int recipients) {
        var all = Math.max(
                recipients, counts.stream().mapToInt(DeliveryCount::recipients).sum());
        return all <= MOST
                ? each(counts, all)
                : Bar.row(
                        counts,
                        DeliveryCount::recipients,
                        WIDTH,
                        GAP,
                        LEAST_WIDTH,
                        (it, x, width) -> bar(it.status(), x, width));
    }

    private static List<Bar> each(List<DeliveryCount> counts, int all) {
        var step = (double) (WIDTH + GAP) / Math.max(1, all);
        var bars = new ArrayList<Bar>();
        counts.stream()
                .flatMap(it -> Stream.generate(it::status).limit(it.recipients()))
                .forEach(it -> bars.add(bar(it, bars.size() * step, step - GAP)));
        return bars;
    }

    /** The shape tells the status as the colour does. */
    private static Bar bar(DeliveryStatus status, double x, double width) {
        return switch (status) {
            case DELIVERED -> Bar.fixed("fill-ok", x, 2, width, 8);
            case PENDING -> Bar.fixed("hollow", x + 0.75, 2.75, width - 1.5, 6.5);
            case PASSED_ON, EXPIRED -> Bar.fixed("fill-off", x, 8, width, 2);
            case BLOCKED, FAILED -> Bar.fixed("fill-dead", x, 0, width, 12);
        };
    }
}
