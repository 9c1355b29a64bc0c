package sh.fanout.workflows;

import java.util.concurrent.TimeUnit;
import sh.fanout.workflows.catalog.CatalogClient;
import sh.fanout.workflows.catalog.CatalogReader;
import sh.fanout.workflows.catalog.Declaration;

/** Makes known to the whole bus what this instance has. */
record Declaring(EngineSettings settings, CatalogReader catalog, CatalogClient client) {

    /** Returns once nobody selects by a catalog without it. */
    void declare(Declaration declaration) {
        var known = catalog.refresh();
        DeclaredFilters.checkFields(settings.subscriptions, declaration, known);
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
}
