package sh.fanout.examples.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import sh.fanout.deadletter.DeadLetterCreated;
import sh.fanout.deadletter.DeadLetterStatus;
import sh.fanout.deadletter.DeadLetters;
import sh.fanout.examples.testing.Delivered;
import sh.fanout.log.Attempt;
import sh.fanout.log.Events;

@SpringBootTest(webEnvironment = WebEnvironment.NONE)
class InvoicesTest {

    @Autowired
    private Events events;

    @Autowired
    private DeadLetters letters;

    @Test
    void sendsToAnotherAddressWhatGaveUpAndTellsSomebody() {
        var corrected = Delivered.events(events, "invoice.due", 2).get(1);

        var delivery = corrected.deliveries().get(0);
        assertThat(delivery.output()).isEqualTo("\"i-2 sent to bob@example.org\"");
        var letter = letters.get(corrected.envelope().id(), "send-invoice");
        assertThat(letter.summary().status()).isEqualTo(DeadLetterStatus.DELIVERED);
        assertThat(letter.edited()).isTrue();
        assertThat(letter.delivery().attempts()).extracting(Attempt::outcome).hasSize(3);
        assertThat(Delivered.events(events, DeadLetterCreated.TYPE, 1))
                .extracting(Delivered::to)
                .containsExactly(List.of("call-somebody"));
    }
}
