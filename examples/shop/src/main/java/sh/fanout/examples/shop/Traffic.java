package sh.fanout.examples.shop;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;
import sh.fanout.Fanout;
import sh.fanout.FanoutException;
import sh.fanout.PublishOptions;

/** Customers who order at a steady rate. They stop after a while: the embedded server forgets nothing until it ends. */
@Component
class Traffic {

    private static final Logger logger = LoggerFactory.getLogger(Traffic.class);
    private static final List<String> GOODS = List.of("book", "lamp", "chair", "kettle", "scarf");

    private final AtomicLong ordered = new AtomicLong();
    private final Fanout fanout;
    private final TaskScheduler scheduler;
    private final Settings settings;

    Traffic(Fanout fanout, TaskScheduler scheduler, Settings settings) {
        this.fanout = fanout;
        this.scheduler = scheduler;
        this.settings = settings;
    }

    /**
     * How much they order.
     *
     * @param perSecond how many orders a second; 0 for none
     * @param limit after how many orders they stop
     */
    @ConfigurationProperties("shop.traffic")
    record Settings(
            @DefaultValue("2") double perSecond,
            @DefaultValue("500") long limit) {}

    @EventListener
    void begin(ApplicationReadyEvent ready) {
        if (settings.perSecond() > 0) {
            var period = Duration.ofMillis(Math.round(1_000 / settings.perSecond()));
            var unused = scheduler.scheduleAtFixedRate(this::order, period);
        }
    }

    long ordered() {
        return ordered.get();
    }

    private void order() {
        var before = ordered.getAndUpdate(n -> Math.min(n + 1, settings.limit()));
        if (before == settings.limit()) {
            return;
        }
        var number = before + 1;
        var random = ThreadLocalRandom.current();
        var order = new OrderCreated(
                "order-%d-%d".formatted(ProcessHandle.current().pid(), number),
                "cust-" + random.nextInt(20),
                BigDecimal.valueOf(random.nextLong(100, 100_000), 2),
                GOODS.subList(0, random.nextInt(1, GOODS.size())));
        try {
            fanout.publish(order, PublishOptions.defaults().tags("demo").orderingKey(order.customerId()));
        } catch (FanoutException e) {
            logger.warn("{} was not published: {}", order.orderId(), e.getMessage());
        }
    }
}
