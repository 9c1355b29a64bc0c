package sh.fanout.workflows;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import sh.fanout.Fanout;
import sh.fanout.workflows.catalog.CatalogReader;
import sh.fanout.workflows.gather.Gatherer;
import sh.fanout.workflows.gather.PublishAndWaitActivity;
import sh.fanout.workflows.lane.LaneClient;
import sh.fanout.workflows.publish.Admission;
import sh.fanout.workflows.publish.Announcements;
import sh.fanout.workflows.publish.Cancellations;
import sh.fanout.workflows.publish.DefinedTypes;
import sh.fanout.workflows.publish.FanOutStarter;
import sh.fanout.workflows.publish.LimitedStarter;
import sh.fanout.workflows.publish.NewEvents;
import sh.fanout.workflows.publish.TemporalFanout;
import sh.fanout.workflows.selection.Selector;
import sh.fanout.workflows.temporal.Bus;
import sh.fanout.workflows.temporal.DaemonThreads;

/** What publishes for the application, for its workflows and for Fanout itself, and the threads that do. */
final class Publisher implements AutoCloseable {

    private static final int BATCH_THREADS = 8;
    private static final int GATHER_THREADS = 4;

    private final ExecutorService batches =
            Executors.newFixedThreadPool(BATCH_THREADS, DaemonThreads.named("fanout-publish"));
    private final ExecutorService gathers =
            Executors.newFixedThreadPool(GATHER_THREADS, DaemonThreads.named("fanout-gather"));
    private final Gatherer gatherer;
    private final Fanout fanout;
    private final PublishAndWaitActivity forWorkflows;
    private final Announcements announcements;

    Publisher(
            Bus bus,
            EngineSettings settings,
            DefinedTypes types,
            CatalogReader catalog,
            Selector selector,
            Admission admission,
            LaneClient lanes,
            ScheduledExecutorService deadlines) {
        gatherer = new Gatherer(bus, settings.eventLog, gathers, deadlines);
        var starter = new FanOutStarter(bus, lanes, settings.publishTimeout, deadlines);
        fanout = new TemporalFanout(
                new NewEvents(types, catalog, selector, settings.service, settings.traceparent),
                new LimitedStarter(types, catalog, admission, starter),
                new Cancellations(bus.client(), settings.eventLog, settings.publishTimeout, deadlines),
                gatherer,
                batches,
                settings.observations);
        forWorkflows =
                new PublishAndWaitActivity(fanout, gatherer, bus.client().newActivityCompletionClient(), gathers);
        announcements = new Announcements(catalog::current, starter, settings.service);
    }

    Fanout fanout() {
        return fanout;
    }

    PublishAndWaitActivity forWorkflows() {
        return forWorkflows;
    }

    Announcements announcements() {
        return announcements;
    }

    /** Takes no new batch; those that run go on. */
    void stopBatches() {
        batches.shutdown();
    }

    @Override
    public void close() {
        stopBatches();
        gatherer.close();
        gathers.shutdown();
    }
}
