package sh.fanout.examples.verify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;
import sh.fanout.Fanout;
import sh.fanout.PublishFailedException;
import sh.fanout.PublishOptions;

/** Publishes numbered events, and writes down before and after each publish what became of it. */
@Component
final class Publishers {

    private final Fanout fanout;
    private final Ledger ledger;
    private final VerifySettings settings;
    private final AtomicInteger last;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean finishing;

    Publishers(Fanout fanout, Ledger ledger, VerifySettings settings) {
        this.fanout = fanout;
        this.ledger = ledger;
        this.settings = settings;
        // A restarted process goes on behind what the one before has offered, whatever became of that.
        last = new AtomicInteger(Ledger.read(settings.ledger()).stream()
                .filter(it -> it.is(Entry.Kind.OFFERED))
                .mapToInt(Entry::number)
                .max()
                .orElse(0));
    }

    void start() {
        for (int i = 0; i < settings.publishers(); i++) {
            var thread = new Thread(this::publishAll, "publisher-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    /** Returns when every publish that has begun has an outcome. */
    void finish() {
        finishing = true;
        try {
            for (var thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ledger.append(Entry.process(Entry.Kind.QUIET));
    }

    private void publishAll() {
        try {
            for (int number = last.incrementAndGet();
                    number <= settings.events() && !finishing;
                    number = last.incrementAndGet()) {
                publish(number);
                Thread.sleep(settings.pause().toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void publish(int number) {
        ledger.append(Entry.offered(number));
        var begun = System.nanoTime();
        try {
            var publication = fanout.publish(new Numbered(number), options(number));
            ledger.append(Entry.outcome(Entry.Kind.ACCEPTED, number, publication.eventId(), since(begun)));
        } catch (PublishFailedException e) {
            var kind = e.mayHaveBeenAccepted() ? Entry.Kind.UNCLEAR : Entry.Kind.REFUSED;
            ledger.append(Entry.outcome(kind, number, e.eventId(), since(begun)));
        }
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private PublishOptions options(int number) {
        return settings.keys() == 0
                ? PublishOptions.defaults()
                : PublishOptions.defaults().orderingKey("k" + settings.chance(number, settings.keys()));
    }
}
