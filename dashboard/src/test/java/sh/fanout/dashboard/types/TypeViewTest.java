package sh.fanout.dashboard.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import sh.fanout.catalog.DefinedEventType;
import sh.fanout.catalog.EventTypeSummary;
import sh.fanout.dashboard.schema.Versions;

class TypeViewTest {

    @Test
    void namesTheCodeThatWouldSubscribe() {
        assertThat(Snippet.of("order.placed_late"))
                .isEqualTo(new Snippet("order.placed_late", "handle-order-placed-late", "OrderPlacedLate"));
        assertThat(Snippet.of("order.placed").method()).isEqualTo("handleOrderPlaced");
    }

    @Test
    void takesTheLastSchemaOfTheVersionThatWasAcceptedLast() {
        var type = new DefinedEventType(
                new EventTypeSummary("a", "2", "", "a", null, true, List.of(), List.of()),
                List.of(schema("1", "x"), schema("2", "x"), schema("2", "y"), schema("1", "z")));

        var versions = Versions.of(type);

        assertThat(versions.newest()).isEqualTo(schema("2", "y"));
        assertThat(versions.others()).containsExactly(schema("1", "z"), schema("2", "x"), schema("1", "x"));
    }

    private static DefinedEventType.Schema schema(String version, String service) {
        return new DefinedEventType.Schema(version, "{}", service, "Somewhere");
    }
}
