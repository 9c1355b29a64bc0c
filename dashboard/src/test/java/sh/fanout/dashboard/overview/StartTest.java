package sh.fanout.dashboard.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sh.fanout.catalog.DefinedEventType;
import sh.fanout.catalog.EventTypeSummary;

class StartTest {

    private static final URI ROOT = URI.create("http://localhost:8081/fanout/");

    @ParameterizedTest
    @CsvSource({
        "dev.acme.OrderPlaced, OrderPlaced",
        "dev.acme.Orders$OrderPlaced, OrderPlaced",
        "OrderPlaced, OrderPlaced",
        "java.util.Map,",
        "somewhere else,"
    })
    void namesTheClassOfWhichAnEventIsMadeIfItIsOne(String place, @Nullable String payload) {
        var summary = new EventTypeSummary("a", "1", "", "a", null, true, List.of(), List.of());
        var type = new DefinedEventType(summary, List.of(new DefinedEventType.Schema("1", "{}", "shop", place)));

        assertThat(new Start(type, null, ROOT).payload()).isEqualTo(payload);
    }

    @Test
    void publishesWhatItShowsWhereNoTypeIsDefined() {
        var start = new Start(null, null, ROOT);

        assertThat(start.payload()).isEqualTo("OrderPlaced");
        assertThat(start.curl())
                .startsWith("curl 'http://localhost:8081/fanout/api/v1/events/order.placed/publish' \\\n");
    }
}
