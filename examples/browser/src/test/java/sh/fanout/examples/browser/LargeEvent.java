package sh.fanout.examples.browser;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import sh.fanout.EventEnvelope;
import sh.fanout.log.Attempt;
import sh.fanout.log.Attempt.Outcome;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.EventStatus;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.log.LoggedEvent;
import sh.fanout.workflows.log.sqlite.SqliteEventLog;

/** An event with more deliveries than anybody likes to declare subscriptions for: it is written into the log as it is. */
final class LargeEvent {

    static final String ID = "the-large-one";
    static final int DELIVERIES = 300;

    /** So that it does not dwarf what has happened in the last hour. */
    private static final Duration AGE = Duration.ofHours(2);

    private static final int ATTEMPTS = 5;
    private static final int FRAMES = 30;

    private LargeEvent() {}

    /** Before the application has the log open. */
    static void write(Path folder) {
        try (var log = SqliteEventLog.open(folder.resolve("events.db"))) {
            log.append(List.of(event(Instant.now().minus(AGE))));
        }
    }

    private static LoggedEvent event(Instant accepted) {
        var envelope = EventEnvelope.of(ID, "parcel.lost", "{\"parcelId\":\"300\"}", accepted);
        var deliveries = IntStream.rangeClosed(1, DELIVERIES)
                .mapToObj(number -> delivery(number, accepted))
                .toList();
        return new LoggedEvent(
                envelope,
                "fanout/event/parcel.lost/" + ID,
                EventStatus.FAILED,
                accepted,
                accepted.plusSeconds(31),
                null,
                DELIVERIES,
                List.of(),
                List.of(),
                deliveries);
    }

    /** Every tenth has failed after all of its attempts. */
    private static LoggedDelivery delivery(int number, Instant accepted) {
        var fails = number % 10 == 0;
        var subscription = "look-in-depot-%03d".formatted(number);
        var attempts = IntStream.rangeClosed(1, fails ? ATTEMPTS : 1)
                .mapToObj(it -> new Attempt(
                        it,
                        accepted.plusMillis(number * 7L + (1L << it) * 900),
                        number + it,
                        "4711@depot-%d".formatted(number % 7),
                        fails ? Outcome.THREW : Outcome.RETURNED,
                        fails ? error(number) : null))
                .toList();
        return new LoggedDelivery(
                ID + "/" + subscription,
                subscription,
                fails ? DeliveryStatus.FAILED : DeliveryStatus.DELIVERED,
                0,
                attempts,
                attempts.size(),
                accepted.plusSeconds(30),
                fails ? null : "{\"found\":false,\"shelf\":%d}".formatted(number),
                fails ? error(number) + stack(number) : null);
    }

    private static String error(int number) {
        return "java.net.SocketTimeoutException: depot %d does not answer".formatted(number);
    }

    private static String stack(int number) {
        var stack = new StringBuilder();
        for (var frame = 0; frame < FRAMES; frame++) {
            stack.append("\n\tat com.example.post.depot%d.Search.step%d(Search.java:%d)"
                    .formatted(number, frame, frame * 13));
        }
        return stack.toString();
    }
}
