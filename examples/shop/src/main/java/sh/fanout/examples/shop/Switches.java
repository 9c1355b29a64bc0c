package sh.fanout.examples.shop;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** How each subscriber behaves at the moment. */
@Component
class Switches {

    private static final Duration SLOW = Duration.ofSeconds(3);

    private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();

    /** What a subscriber does with an event. */
    enum Behaviour {
        RECOVER,
        FAIL,
        SLOW
    }

    void set(String subscription, Behaviour behaviour) {
        behaviours.put(subscription, behaviour);
    }

    Map<String, Behaviour> all() {
        return new TreeMap<>(behaviours);
    }

    /** Behaves as the switch of the subscriber says. */
    void apply(String subscription) {
        switch (behaviours.getOrDefault(subscription, Behaviour.RECOVER)) {
            case FAIL -> throw new IllegalStateException(subscription + " is switched to fail");
            case SLOW -> sleep();
            case RECOVER -> {}
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(SLOW.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while being slow", e);
        }
    }
}
