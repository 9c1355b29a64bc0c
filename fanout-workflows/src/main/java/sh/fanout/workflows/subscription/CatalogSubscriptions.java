package sh.fanout.workflows.subscription;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grpc.StatusRuntimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.subscription.SubscriptionState;
import sh.fanout.subscription.Subscriptions;
import sh.fanout.workflows.catalog.CatalogState;
import sh.fanout.workflows.catalog.SubscriptionEntry;
import sh.fanout.workflows.schema.NearestName;

/** The subscriptions of the catalog, each with the state of its queue. */
public final class CatalogSubscriptions implements Subscriptions {

    private static final int MAX_WHO = 100;
    private static final int MAX_WHY = 500;

    private final Supplier<CatalogState> catalog;
    private final QueueControl queues;

    public CatalogSubscriptions(Supplier<CatalogState> catalog, QueueControl queues) {
        this.catalog = catalog;
        this.queues = queues;
    }

    @Override
    public List<SubscriptionState> list() {
        var state = catalog();
        var now = Instant.now();
        var standing = queues.describe(state.subscriptions().keySet());
        return state.subscriptions().values().stream()
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
        requireWords(who, why);
        if (until != null && !until.isAfter(Instant.now())) {
            throw invalid(
                    "A pause cannot end at %s, which is past.".formatted(until),
                    "Name a time to come, or none to pause until it is resumed.");
        }
        return with(id, entry -> queues.pause(id, who, why, until));
    }

    @Override
    public SubscriptionState resume(String id, String who, String why) {
        requireWords(who, why);
        return with(id, entry -> queues.resume(id, entry.declared().limits(), who, why));
    }

    private SubscriptionState with(String id, Function<SubscriptionEntry, QueueState> action) {
        var state = catalog();
        var entry = state.subscriptions().get(id);
        if (entry == null) {
            throw unknown(id, state);
        }
        return States.of(state, entry, action.apply(entry), Instant.now());
    }

    private CatalogState catalog() {
        try {
            return catalog.get();
        } catch (StatusRuntimeException e) {
            throw new FanoutException(
                    ErrorCode.TEMPORAL_UNREACHABLE,
                    "Temporal does not tell which subscriptions there are: %s."
                            .formatted(e.getStatus().getCode()),
                    "Check that it runs, then try again.",
                    e);
        }
    }

    private static FanoutException unknown(String id, CatalogState state) {
        var known = state.subscriptions().keySet();
        return new FanoutException(
                ErrorCode.NOT_FOUND,
                "The bus has no subscription '%s'.".formatted(id),
                known.isEmpty() ? "It has none at all yet." : NearestName.hint(id, known));
    }

    private static void requireWords(String who, String why) {
        requireWords("who", who, MAX_WHO);
        requireWords("why", why, MAX_WHY);
    }

    private static void requireWords(String name, String words, int longest) {
        // The server counts bytes.
        var bytes = words.getBytes(UTF_8).length;
        if (words.isBlank() || bytes > longest) {
            throw invalid(
                    words.isBlank()
                            ? "Nothing says %s.".formatted(name)
                            : "What says %s has %d bytes.".formatted(name, bytes),
                    "Others will read it: write 1 to %d bytes.".formatted(longest));
        }
    }

    private static FanoutException invalid(String problem, String hint) {
        return new FanoutException(ErrorCode.INVALID_REQUEST, problem, hint);
    }
}
