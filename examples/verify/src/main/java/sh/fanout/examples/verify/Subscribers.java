package sh.fanout.examples.verify;

import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import sh.fanout.Retry;
import sh.fanout.Subscribe;
import sh.fanout.subscription.DeliveryContext;

/** What the scenarios subscribe: each handler writes a line when it begins and one when its work is done. */
final class Subscribers {

    private Subscribers() {}

    @Component
    @Profile("plain")
    record Plain(Ledger ledger) {

        @Subscribe("plain")
        void plain(Numbered event, DeliveryContext delivery) {
            ledger.append(Entry.delivery(Entry.Kind.STARTED, event.number(), delivery));
            ledger.append(Entry.delivery(Entry.Kind.HANDLED, event.number(), delivery));
        }
    }

    @Component
    @Profile("troubled")
    record Troubled(Ledger ledger) {

        @Subscribe("slow")
        void slow(Numbered event, DeliveryContext delivery) throws InterruptedException {
            ledger.append(Entry.delivery(Entry.Kind.STARTED, event.number(), delivery));
            Thread.sleep(1_000);
            ledger.append(Entry.delivery(Entry.Kind.HANDLED, event.number(), delivery));
        }

        @Subscribe(
                value = "flaky",
                retry = @Retry(attempts = 30, interval = "200ms", factor = 1, maxInterval = "200ms"))
        void flaky(Numbered event, DeliveryContext delivery) {
            ledger.append(Entry.delivery(Entry.Kind.STARTED, event.number(), delivery));
            if (ThreadLocalRandom.current().nextInt(3) == 0) {
                throw new IllegalStateException("bad luck");
            }
            ledger.append(Entry.delivery(Entry.Kind.HANDLED, event.number(), delivery));
        }
    }

    /** As troubled, by the chance of the run. */
    @Component
    @Profile("ordered")
    record Ordered(Ledger ledger, VerifySettings settings) {

        @Subscribe("fast")
        void fast(Numbered event, DeliveryContext delivery) {
            ledger.append(Entry.delivery(Entry.Kind.STARTED, event.number(), delivery));
            ledger.append(Entry.delivery(Entry.Kind.HANDLED, event.number(), delivery));
        }

        @Subscribe("slow")
        void slow(Numbered event, DeliveryContext delivery) throws InterruptedException {
            ledger.append(Entry.delivery(Entry.Kind.STARTED, event.number(), delivery));
            Thread.sleep(300);
            ledger.append(Entry.delivery(Entry.Kind.HANDLED, event.number(), delivery));
        }

        @Subscribe(
                value = "flaky",
                retry = @Retry(attempts = 30, interval = "200ms", factor = 1, maxInterval = "200ms"))
        void flaky(Numbered event, DeliveryContext delivery) {
            ledger.append(Entry.delivery(Entry.Kind.STARTED, event.number(), delivery));
            if (settings.chance(event.number() * 31 + delivery.attempt(), 4) == 0) {
                throw new IllegalStateException("bad luck");
            }
            ledger.append(Entry.delivery(Entry.Kind.HANDLED, event.number(), delivery));
        }
    }

    /** The service before its deploy. */
    @Component
    @Profile("build-1")
    record Build1(Ledger ledger) {

        @Subscribe("a")
        void a(Numbered event, DeliveryContext delivery) {
            ledger.append(Entry.delivery(Entry.Kind.HANDLED, event.number(), delivery));
        }

        @Subscribe("b")
        void b(Numbered event, DeliveryContext delivery) {
            ledger.append(Entry.delivery(Entry.Kind.HANDLED, event.number(), delivery));
        }
    }

    /** The service after its deploy: one subscription changed, one gone, one new. */
    @Component
    @Profile("build-2")
    record Build2(Ledger ledger) {

        @Subscribe(value = "a", timeout = "20s", retry = @Retry(attempts = 8))
        void a(Numbered event, DeliveryContext delivery) {
            ledger.append(Entry.delivery(Entry.Kind.HANDLED, event.number(), delivery));
        }

        @Subscribe("c")
        void c(Numbered event, DeliveryContext delivery) {
            ledger.append(Entry.delivery(Entry.Kind.HANDLED, event.number(), delivery));
        }
    }

    /** A build that cannot work with every fifth event, and the one that can. */
    @Component
    @Profile("repaired")
    record Repaired(Ledger ledger, VerifySettings settings) {

        @Subscribe(value = "receipt", retry = @Retry(attempts = 2, interval = "10ms"))
        void receipt(Numbered event, DeliveryContext delivery) {
            ledger.append(Entry.delivery(Entry.Kind.STARTED, event.number(), delivery));
            if (settings.broken() && event.number() % 5 == 0) {
                throw new IllegalStateException("no receipt for " + event.number());
            }
            ledger.append(Entry.delivery(Entry.Kind.HANDLED, event.number(), delivery));
        }
    }
}
