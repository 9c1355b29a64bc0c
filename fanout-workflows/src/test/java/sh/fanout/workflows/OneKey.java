package sh.fanout.workflows;

import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import sh.fanout.EventType;
import sh.fanout.PublishOptions;
import sh.fanout.subscription.DeliveryContext;
import sh.fanout.subscription.Subscription;

/** Numbered events of one ordering key, and in which order their subscription has had them. */
final class OneKey {

    record Numbered(int number, String filler) {}

    /** What is wrong with an order. */
    record Faults(int lost, int inversions, int duplicates) {

        static final Faults NONE = new Faults(0, 0, 0);

        /**
         * @param handled the numbers in their order
         * @param expected those that should be there, in theirs
         */
        static Faults of(Collection<Integer> handled, List<Integer> expected) {
            var lost =
                    (int) expected.stream().filter(it -> !handled.contains(it)).count();
            var inversions = 0;
            var latest = Integer.MIN_VALUE;
            for (var number : handled) {
                inversions += number < latest ? 1 : 0;
                latest = Math.max(latest, number);
            }
            return new Faults(
                    lost,
                    inversions,
                    handled.size() - (int) handled.stream().distinct().count());
        }
    }

    static final String KEY = "k";
    static final EventType<Numbered> TYPE = EventType.of("order.numbered", Numbered.class);

    private final Queue<Integer> handled = new ConcurrentLinkedQueue<>();

    static String publish(FanoutEngine engine, int number, String filler) {
        return engine.fanout()
                .publish(
                        TYPE,
                        new Numbered(number, filler),
                        PublishOptions.defaults().orderingKey(KEY))
                .eventId();
    }

    static String publish(FanoutEngine engine, int number) {
        return publish(engine, number, "");
    }

    Subscription<Numbered> subscription() {
        return Subscription.to(TYPE).id("counts").handler(this::handle);
    }

    Object handle(Numbered event, DeliveryContext delivery) {
        return handled.add(event.number());
    }

    List<Integer> handled() {
        return List.copyOf(handled);
    }
}
