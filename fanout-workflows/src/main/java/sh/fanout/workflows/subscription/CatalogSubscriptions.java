package sh.fanout.workflows.subscription;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.subscription.SubscriptionState;
import sh.fanout.subscription.SubscriptionStatus;
import sh.fanout.subscription.Subscriptions;
import sh.fanout.workflows.catalog.CatalogState;
import sh.fanout.workflows.catalog.SubscriptionEntry;
import sh.fanout.workflows.schema.NearestName;
import sh.fanout.workflows.temporal.OperatorsWords;

/** The subscriptions of the catalog, each with the state of its queue. */
public final class CatalogSubscriptions implements Subscriptions {

    private static final Logger logger = LoggerFactory.getLogger(CatalogSubscriptions.class);

    private final Supplier<CatalogState> catalog;
    private final QueueControl queues;
    private final Consumer<String> dismissal;

    /** @param dismissal retires a subscription in the catalog, and returns once {@code catalog} knows */
    public CatalogSubscriptions(Supplier<CatalogState> catalog, QueueControl queues, Consumer<String> dismissal) {
        this.catalog = catalog;
        this.queues = queues;
        this.dismissal = dismissal;
    }

    @Override
    public List<SubscriptionState> list() {
        var state = catalog.get();
        return list(state, state.subscriptions().values());
    }

    @Override
    public List<SubscriptionState> list(Collection<String> ids) {
        var state = catalog.get();
        var all = state.subscriptions();
        return list(state, ids.stream().map(all::get).filter(Objects::nonNull).toList());
    }

    private List<SubscriptionState> list(CatalogState state, Collection<SubscriptionEntry> entries) {
        var now = Instant.now();
        var standing =
                queues.describe(entries.stream().map(SubscriptionEntry::id).toList());
        return entries.stream()
                .map(entry -> States.of(state, entry, Objects.requireNonNull(standing.get(entry.id())), now))
                .toList();
    }

    @Override
    public SubscriptionState get(String id) {
        return with(
                id, entry -> Objects.requireNonNull(queues.describe(List.of(id)).get(id)));
    }

    @Override
    public SubscriptionState pause(String id, String who, String why, @Nullable Instant until) {
        OperatorsWords.require(who, why);
        if (until != null && !until.isAfter(Instant.now())) {
            throw invalid(
                    "A pause cannot end at %s, which is past.".formatted(until),
                    "Name a time to come, or none to pause until it is resumed.");
        }
        return with(id, entry -> queues.pause(id, who, why, until));
    }

    @Override
    public SubscriptionState resume(String id, String who, String why) {
        OperatorsWords.require(who, why);
        return with(id, entry -> queues.resume(id, entry.declared().limits(), who, why));
    }

    @Override
    public SubscriptionState retire(String id, String who, String why) {
        OperatorsWords.require(who, why);
        var known = get(id);
        if (known.status() == SubscriptionStatus.RETIRED) {
            return known;
        }
        if (States.isServed(known.lastPoll(), Instant.now())) {
            throw served(known);
        }
        dismissal.accept(id);
        logger.info("Subscription {} is retired by {}: {}", id, who, why);
        return get(id);
    }

    private static FanoutException served(SubscriptionState subscription) {
        return new FanoutException(
                ErrorCode.NOTHING_TO_DECIDE,
                "Subscription '%s' is served by service '%s': an instance asked for its deliveries at %s."
                        .formatted(subscription.id(), subscription.service(), subscription.lastPoll()),
                "Pause it; or remove it from the code, or stop the service, and retire it two minutes later.");
    }

    private SubscriptionState with(String id, Function<SubscriptionEntry, QueueState> action) {
        var state = catalog.get();
        var entry = state.subscriptions().get(id);
        if (entry == null) {
            throw unknown(id, state);
        }
        return States.of(state, entry, action.apply(entry), Instant.now());
    }

    private static FanoutException unknown(String id, CatalogState state) {
        var known = state.subscriptions().keySet();
        return new FanoutException(
                ErrorCode.NOT_FOUND,
                "The bus has no subscription '%s'.".formatted(id),
                known.isEmpty() ? "It has none at all yet." : NearestName.hint(id, known));
    }

    private static FanoutException invalid(String problem, String hint) {
        return new FanoutException(ErrorCode.INVALID_REQUEST, problem, hint);
    }
}
