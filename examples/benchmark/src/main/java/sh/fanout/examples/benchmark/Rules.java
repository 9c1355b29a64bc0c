package sh.fanout.examples.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import software.amazon.event.ruler.Machine;

/** The same subscriptions as rules of event-ruler. */
final class Rules {

    private final Machine machine =
            Machine.builder().withAdditionalNameStateReuse(true).build();

    Rules(int subscriptions) {
        try {
            for (var n = 0; n < subscriptions; n++) {
                machine.addRule("s-%05d".formatted(n), Wishes.ruler(n));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int select(String payload) {
        try {
            return machine.rulesForJSONEvent(payload).size();
        } catch (Exception e) {
            throw new IllegalStateException("event-ruler cannot read " + payload, e);
        }
    }
}
