package sh.fanout.workflows;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import sh.fanout.subscription.SubscriptionState;
import sh.fanout.workflows.testing.RealTemporal;

/** The bus on a real server. */
class RealBusTest extends BusContract {

    @Override
    WorkflowServiceStubs stubs() {
        return RealTemporal.shared().stubs();
    }

    /** Real only: the embedded server leaves an update without an answer that comes to a run as it ends. */
    @Test
    void keepsADeclarationThatMeetsACancellationOfTheCatalog() {
        start("shop", List.of(ORDER), subscription("send-receipt", Set.of())).close();
        catalog().cancel();
        // Nobody runs the catalog: what it is sent waits, and comes to it at once.
        var declared = CompletableFuture.supplyAsync(() -> declare("gateway", "audit"));
        await().pollDelay(1, SECONDS).until(() -> !declared.isDone());

        var shop = start("shop", List.of(ORDER), subscription("send-receipt", Set.of()));

        assertThat(declared).succeedsWithin(Duration.ofSeconds(30));
        assertThat(shop.subscriptions().list())
                .extracting(SubscriptionState::id)
                .containsExactlyInAnyOrder("send-receipt", "audit");
    }
}
