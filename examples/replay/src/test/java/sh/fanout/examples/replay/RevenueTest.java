package sh.fanout.examples.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import sh.fanout.examples.replay.Revenue.ByCountry;
import sh.fanout.log.EventQuery;
import sh.fanout.log.EventStatus;
import sh.fanout.log.Events;
import sh.fanout.operation.OperationStatus;
import sh.fanout.operation.Operations;

@SpringBootTest
class RevenueTest {

    @Autowired
    private ByCountry countries;

    @Autowired
    private Events events;

    @Autowired
    private Operations operations;

    @Test
    void countsAllOrdersAgain() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> events.page(EventQuery.newest()).events().stream()
                                .filter(it -> it.status() == EventStatus.DELIVERED)
                                .count()
                        == 3);
        countries.revenue.clear();

        var id = Revenue.countAgain(operations, Instant.now().minusSeconds(600));

        await().atMost(Duration.ofSeconds(60)).until(() -> operations.get(id).status() == OperationStatus.COMPLETED);
        assertThat(operations.get(id).progress().done()).isEqualTo(3);
        assertThat(countries.revenue).isEqualTo(Map.of("AT", new BigDecimal("20.00"), "DE", new BigDecimal("20.00")));
    }

    @Test
    void isTheCodeOfTheReadme() throws IOException {
        var source = Files.readString(Path.of("src/main/java/sh/fanout/examples/replay/Revenue.java"));
        var begin = "    // tag::readme[]\n";
        var shown = source.substring(source.indexOf(begin) + begin.length(), source.indexOf("    // end::readme[]"))
                .indent(-4);

        assertThat(Files.readString(Path.of("../../README.md"))).contains("```java\n" + shown + "```");
    }
}
