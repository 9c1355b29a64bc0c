package sh.fanout.workflows;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowUpdateHandle;
import io.temporal.common.interceptors.WorkflowClientCallsInterceptor;
import io.temporal.common.interceptors.WorkflowClientCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowClientInterceptorBase;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import sh.fanout.ErrorCode;
import sh.fanout.EventType;
import sh.fanout.FanoutException;
import sh.fanout.PublishOptions;
import sh.fanout.deadletter.DeadLetterQuery;
import sh.fanout.log.EventSelection;
import sh.fanout.operation.Operation;
import sh.fanout.operation.OperationItem;
import sh.fanout.operation.OperationItem.Status;
import sh.fanout.operation.OperationItemQuery;
import sh.fanout.operation.OperationPace;
import sh.fanout.operation.OperationPlan;
import sh.fanout.operation.OperationQuery;
import sh.fanout.operation.OperationStatus;
import sh.fanout.subscription.DeliveryContext;
import sh.fanout.subscription.RetryPolicy;
import sh.fanout.subscription.Subscription;

/** Orders that are mailed, unless they are broken, and the operations about them. */
abstract class MailedOrders extends EngineContract {

    record Order(String id, int amount) {}

    static final EventType<Order> ORDER = EventType.of("order.created", Order.class);

    final Set<String> broken = ConcurrentHashMap.newKeySet();
    final ConcurrentLinkedQueue<String> handled = new ConcurrentLinkedQueue<>();

    /** Has those wait who act on a letter, for less than they have patience. */
    static final class SlowLetters extends WorkflowClientInterceptorBase {

        private final AtomicBoolean slow;

        SlowLetters(AtomicBoolean slow) {
            this.slow = slow;
        }

        @Override
        public WorkflowClientCallsInterceptor workflowClientCallsInterceptor(WorkflowClientCallsInterceptor next) {
            return new WorkflowClientCallsInterceptorBase(next) {
                @Override
                public <R> WorkflowUpdateHandle<R> startUpdate(StartUpdateInput<R> input) {
                    if (slow.get()
                            && input.getWorkflowExecution().getWorkflowId().contains("/dead-letter/")) {
                        LockSupport.parkNanos(SECONDS.toNanos(2));
                    }
                    return super.startUpdate(input);
                }
            };
        }
    }

    /** Where deliveries wait that have begun, until they may end. */
    static final class Gate {

        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch mayEnd = new CountDownLatch(1);

        private void pass() throws InterruptedException {
            begun.countDown();
            mayEnd.await(60, SECONDS);
        }

        void awaitBegun() {
            await().atMost(60, SECONDS).until(() -> begun.getCount() == 0);
        }

        void open() {
            mayEnd.countDown();
        }
    }

    static List<String> listed(FanoutEngine engine, OperationStatus status) {
        return engine.operations().page(new OperationQuery(null, status, null, 10)).operations().stream()
                .map(Operation::id)
                .toList();
    }

    List<String> publishBroken(FanoutEngine engine, int count) {
        IntStream.range(0, count).forEach(n -> broken.add("o-" + n));
        var events = IntStream.range(0, count)
                .mapToObj(n -> publish(engine, new Order("o-" + n, n), PublishOptions.defaults()))
                .toList();
        events.forEach(event -> await().atMost(60, SECONDS)
                .until(() -> engine.deadLetters().find(event, "mail").isPresent()));
        return events;
    }

    static String retryOf(FanoutEngine engine, OperationPace pace) {
        return engine.operations()
                .draft(new OperationPlan.Retry(DeadLetterQuery.PARKED), pace, "alice", "mail is back");
    }

    static String replayAll(FanoutEngine engine) {
        var id = draft(engine, orders());
        engine.operations().start(id, "alice", "why not");
        return id;
    }

    static String draft(FanoutEngine engine, EventSelection events) {
        return engine.operations().draft(OperationPlan.Replay.of(events), OperationPace.defaults(), "alice", "why not");
    }

    static EventSelection orders() {
        return EventSelection.ALL.ofType("order.*");
    }

    static List<OperationItem> items(FanoutEngine engine, String id, Status status) {
        return engine.operations().items(new OperationItemQuery(id, status, null, 0, 100));
    }

    static Operation awaitStatus(FanoutEngine engine, String id, OperationStatus status) {
        Predicate<Operation> there = it -> it.status() == status;
        return Objects.requireNonNull(await().atMost(180, SECONDS)
                .until(() -> engine.operations().find(id).filter(there).orElse(null), Objects::nonNull));
    }

    static void refused(ErrorCode code, String words, Runnable act) {
        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(act::run)
                .withMessageContaining(words)
                .satisfies(it -> assertThat(it.code()).isEqualTo(code));
    }

    Object mail(Order order, DeliveryContext context) {
        if (broken.contains(order.id())) {
            throw new IllegalStateException("no mail for " + order.id());
        }
        return handled.add(order.id());
    }

    Subscription<Order> mailing() {
        return Subscription.to(ORDER).id("mail").retry(twice()).handler(this::mail);
    }

    /** The same, but some deliveries wait at a gate. */
    Subscription<Order> mailing(Gate gate, BiPredicate<Order, DeliveryContext> waits) {
        return Subscription.to(ORDER).id("mail").retry(twice()).handler((order, context) -> {
            if (waits.test(order, context)) {
                gate.pass();
            }
            return mail(order, context);
        });
    }

    static RetryPolicy twice() {
        return RetryPolicy.defaults().attempts(2).backoff(Duration.ofMillis(10), 1, Duration.ofMillis(10));
    }

    static String publish(FanoutEngine engine, Order order, PublishOptions options) {
        return engine.fanout().publish(ORDER, order, options).eventId();
    }

    FanoutEngine start(Subscription<?>... subscriptions) {
        return start(settings("shop").subscriptions(List.of(subscriptions)));
    }
}
