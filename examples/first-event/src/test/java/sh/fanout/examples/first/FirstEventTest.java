package sh.fanout.examples.first;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    @Test
    void isTheCodeOfTheReadme() throws IOException {
        var source = Files.readString(Path.of("src/main/java/sh/fanout/examples/first/FirstEvent.java"));
        var shown = source.substring(source.indexOf("// tag::readme[]\n") + 17, source.indexOf("// end::readme[]"));

        assertThat(Files.readString(Path.of("../../README.md"))).contains("```java\n" + shown + "```");
    }
}
