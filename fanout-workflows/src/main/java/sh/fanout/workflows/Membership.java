package sh.fanout.workflows;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import sh.fanout.workflows.catalog.CatalogClient;
import sh.fanout.workflows.catalog.CatalogReader;
import sh.fanout.workflows.catalog.CatalogWatch;
import sh.fanout.workflows.catalog.Declaration;
import sh.fanout.workflows.temporal.Bus;

/** How this instance belongs to its bus: what it declares there, what all have declared, and what retires. */
final class Membership implements AutoCloseable {

    private final EngineSettings settings;
    private final Declaration declaration;
    private final CatalogReader catalog;
    private final CatalogClient client;
    private final Bus bus;
    private @Nullable CatalogWatch watch;

    Membership(Bus bus, EngineSettings settings, Declaration declaration) {
        this.bus = bus;
        this.settings = settings;
        this.declaration = declaration;
        catalog = new CatalogReader(bus, settings.catalogLease);
        client = new CatalogClient(bus);
    }

    CatalogReader catalog() {
        return catalog;
    }

    /** Returns once nobody selects by a catalog without what this instance has. */
    void declare() {
        var known = catalog.refresh();
        SubscriptionChecks.requireFit(settings.subscriptions, declaration, known);
        if (!known.declare(declaration).equals(known)) {
            client.declare(declaration);
            catalog.refresh();
        }
        if (!settings.alone) {
            awaitLease();
        }
    }

    /** By then nobody selects by a catalog from before the declaration, not even one that a crashed start has made. */
    private void awaitLease() {
        try {
            TimeUnit.NANOSECONDS.sleep(settings.catalogLease.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the bus knew the subscriptions", e);
        }
    }

    /**
     * Keeps the catalog from now on to who is there.
     *
     * @param onReinstated is run after this instance's build has become its service's newest again
     */
    void watch(Runnable onReinstated) {
        if (!settings.alone) {
            watch = new CatalogWatch(bus, catalog, client, declaration, settings.retirementGrace, onReinstated);
            watch.start();
        }
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
    }
}
