package sh.fanout.examples.first;

import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import sh.fanout.log.EventQuery;
import sh.fanout.log.EventStatus;
import sh.fanout.log.Events;

@SpringBootTest
class FirstEventTest {

    @Autowired
    private Events events;

    @Test
    void reachesBothSubscribers() {
        await().until(
                        () -> events.page(EventQuery.newest()).events(),
                        page -> page.stream()
                                .anyMatch(event -> event.status() == EventStatus.DELIVERED && event.recipients() == 2));
    }
}
