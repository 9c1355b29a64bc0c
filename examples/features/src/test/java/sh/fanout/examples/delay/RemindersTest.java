package sh.fanout.examples.delay;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static sh.fanout.examples.testing.Delivered.PATIENCE;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import sh.fanout.log.EventQuery;
import sh.fanout.log.EventStatus;
import sh.fanout.log.EventSummary;
import sh.fanout.log.Events;

@SpringBootTest(webEnvironment = WebEnvironment.NONE)
class RemindersTest {

    @Autowired
    private Events events;

    @Test
    void remindsNotBeforeItsTimeAndNobodyOnceItIsTakenBack() {
        var reminders = await().atMost(PATIENCE)
                .until(
                        () -> events.page(EventQuery.ALL).events(),
                        all -> all.size() == 2
                                && all.stream().allMatch(it -> it.status().settled()));

        assertThat(reminders)
                .extracting(EventSummary::status)
                .containsExactly(EventStatus.CANCELLED, EventStatus.DELIVERED);
        var reminded = events.get(reminders.get(1).id());
        assertThat(reminded.envelope().payload()).contains("ada");
        assertThat(reminded.deliveries().get(0).attempts().get(0).started())
                .isAfterOrEqualTo(requireNonNull(reminded.envelope().deliverAt()));
    }
}
