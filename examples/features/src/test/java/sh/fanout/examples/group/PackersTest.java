package sh.fanout.examples.group;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import sh.fanout.examples.testing.Delivered;
import sh.fanout.log.Events;

@SpringBootTest(webEnvironment = WebEnvironment.NONE)
class PackersTest {

    @Autowired
    private Events events;

    @Test
    void hasEachOrderPackedInExactlyOnePlace() {
        assertThat(Delivered.events(events, "order.created", 6))
                .extracting(Delivered::to)
                .allSatisfy(it -> assertThat(it).hasSize(1).isSubsetOf("pack-in-berlin", "pack-in-vienna"));
    }
}
