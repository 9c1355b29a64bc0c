package sh.fanout.examples.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import sh.fanout.log.EventQuery;
import sh.fanout.log.EventStatus;
import sh.fanout.log.Events;
import sh.fanout.log.LoggedEvent;
import sh.fanout.log.PassedOver;

@SpringBootTest
class WhoGetsItTest {

    @Autowired
    private Events events;

    @Test
    void givesTheLargeOrderToEverybodyAndTheSmallOneNotToTheFraudCheck() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> events.page(EventQuery.newest()).events().stream()
                                .filter(it -> it.status() == EventStatus.DELIVERED)
                                .count()
                        == 2);

        var large = event("2000");
        var small = event("12.50");

        assertThat(large.deliveries())
                .extracting(it -> it.subscription().replaceFirst("worker-[ab]", "worker"))
                .containsExactly("analytics", "call-bank", "check-fraud", "worker");
        assertThat(small.deliveries())
                .extracting(it -> it.subscription().replaceFirst("worker-[ab]", "worker"))
                .containsExactly("analytics", "call-bank", "worker");
        assertThat(small.passedOver())
                .extracting(PassedOver::subscription)
                .hasSize(2)
                .contains("check-fraud");
        assertThat(small.passedOver().get(0).mismatch())
                .hasToString("Mismatch[pointer=/amount, clause={\"$gte\":1000}, saw=12.50]");
    }

    @Test
    void isTheCodeOfTheReadme() throws IOException {
        var source = Files.readString(Path.of("src/main/java/sh/fanout/examples/selection/WhoGetsIt.java"));
        var begin = "    // tag::readme[]\n";
        var shown = source.substring(source.indexOf(begin) + begin.length(), source.indexOf("    // end::readme[]"))
                .indent(-4);

        assertThat(Files.readString(Path.of("../../README.md"))).contains("```java\n" + shown + "```");
    }

    private LoggedEvent event(String amount) {
        return events.page(EventQuery.newest()).events().stream()
                .map(it -> events.find(it.id()).orElseThrow())
                .filter(it -> it.envelope().payload().contains("\"order-" + amount + "\""))
                .findFirst()
                .orElseThrow();
    }
}
