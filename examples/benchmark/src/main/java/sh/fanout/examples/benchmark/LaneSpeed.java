package sh.fanout.examples.benchmark;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import sh.fanout.EventType;
import sh.fanout.PublishOptions;
import sh.fanout.subscription.DeliveryContext;
import sh.fanout.subscription.Subscription;
import sh.fanout.workflows.EngineSettings;
import sh.fanout.workflows.FanoutEngine;
import sh.fanout.workflows.log.sqlite.SqliteEventLog;

/** What an ordering key costs: events per second beside the same events without one, a publish beside a workflow's start. */
final class LaneSpeed {

    record Tick(int number) {}

    private static final EventType<Tick> TICK = EventType.of("tick", Tick.class);
    private static final int ROUNDS = 2;
    private static final int THREADS = 8;
    private static final int EVENTS = 200;
    private static final int PUBLISHES = 200;
    private static final int KEYS = 50;

    private final FanoutEngine engine;
    private final WorkflowClient client;
    private volatile CountDownLatch handled = new CountDownLatch(0);

    private LaneSpeed(WorkflowServiceStubs stubs, SqliteEventLog log) {
        client = WorkflowClient.newInstance(stubs);
        engine = new FanoutEngine(EngineSettings.of(stubs, log, "benchmark", "1")
                .bus("benchmark-" + UUID.randomUUID())
                .subscriptions(List.of(Subscription.to(TICK).id("counts").handlerWithoutOutput(this::count)))
                .alone());
    }

    static void print(String target) throws IOException, InterruptedException {
        var stubs = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(target).build());
        var folder = Files.createTempDirectory("fanout-benchmark");
        try (var log = SqliteEventLog.open(folder.resolve("events.db"))) {
            var speed = new LaneSpeed(stubs, log);
            try (var started = speed.engine) {
                started.start();
                for (int round = 1; round <= ROUNDS; round++) {
                    speed.printPublishes(round);
                    speed.printRates(round);
                }
            }
        } finally {
            stubs.shutdownNow();
        }
    }

    private void printRates(int round) throws InterruptedException {
        var unkeyed = perSecond(number -> PublishOptions.defaults());
        var many = perSecond(number -> PublishOptions.defaults().orderingKey("%d-k%d".formatted(round, number % KEYS)));
        var one = perSecond(number -> PublishOptions.defaults().orderingKey(round + "-hot"));
        System.out.printf(
                "round %d, %d events: without a key %.1f/s; %d keys %.1f/s, %.0f %%; one key %.1f/s, %.0f %%%n",
                round, EVENTS, unkeyed, KEYS, many, 100 * many / unkeyed, one, 100 * one / unkeyed);
    }

    /** From the first publish to the last delivery. */
    private double perSecond(IntFunction<PublishOptions> options) throws InterruptedException {
        handled = new CountDownLatch(EVENTS);
        var threads = Executors.newFixedThreadPool(THREADS);
        var began = System.nanoTime();
        for (int i = 0; i < EVENTS; i++) {
            var number = i;
            threads.execute(() -> publish(number, options.apply(number)));
        }
        threads.shutdown();
        if (!handled.await(5, TimeUnit.MINUTES)) {
            throw new IllegalStateException("not all events are delivered");
        }
        return EVENTS * 1e9 / (System.nanoTime() - began);
    }

    private void printPublishes(int round) {
        var starts = new long[PUBLISHES];
        var unkeyed = new long[PUBLISHES];
        var keyed = new long[PUBLISHES];
        handled = new CountDownLatch(0);
        for (int i = 0; i < PUBLISHES; i++) {
            var number = i;
            starts[i] = nanos(this::startWorkflow);
            unkeyed[i] = nanos(() -> publish(number, PublishOptions.defaults()));
            keyed[i] = nanos(() ->
                    publish(number, PublishOptions.defaults().orderingKey("%d-p%d".formatted(round, number))));
        }
        System.out.printf(
                "round %d, one after the other: a workflow's start %s; a publish without a key %s; with a key of its own %s%n",
                round, figures(starts, starts), figures(unkeyed, starts), figures(keyed, starts));
    }

    private static long nanos(Runnable call) {
        var began = System.nanoTime();
        call.run();
        return System.nanoTime() - began;
    }

    /** The least that a publish could be; no worker has it. */
    private void startWorkflow() {
        var options = WorkflowOptions.newBuilder()
                .setWorkflowId("benchmark-" + UUID.randomUUID())
                .setTaskQueue("benchmark-nobody")
                .setWorkflowExecutionTimeout(Duration.ofMinutes(1))
                .build();
        client.newUntypedWorkflowStub("Bare", options).start("{\"number\":1}");
    }

    private void publish(int number, PublishOptions options) {
        engine.fanout().publish(TICK, new Tick(number), options);
    }

    private void count(Tick tick, DeliveryContext delivery) {
        handled.countDown();
    }

    private static String figures(long[] nanos, long[] beside) {
        return "p50 %.1f ms (x %.1f), p99 %.1f ms (x %.1f)"
                .formatted(
                        millis(nanos, 50),
                        millis(nanos, 50) / millis(beside, 50),
                        millis(nanos, 99),
                        millis(nanos, 99) / millis(beside, 99));
    }

    private static double millis(long[] nanos, int percent) {
        var sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length * percent / 100] / 1e6;
    }
}
