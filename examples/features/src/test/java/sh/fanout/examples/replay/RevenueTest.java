package sh.fanout.examples.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static sh.fanout.examples.testing.Delivered.PATIENCE;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import sh.fanout.examples.replay.Revenue.ByCountry;
import sh.fanout.operation.OperationQuery;
import sh.fanout.operation.OperationStatus;
import sh.fanout.operation.Operations;

@SpringBootTest(webEnvironment = WebEnvironment.NONE)
class RevenueTest {

    @Autowired
    private ByCountry countries;

    @Autowired
    private Operations operations;

    @Test
    void countsAllOrdersAgain() {
        var replay = await().atMost(PATIENCE)
                .until(
                        () -> operations.page(OperationQuery.ALL).operations(),
                        all -> all.size() == 1 && all.get(0).status() == OperationStatus.COMPLETED);

        assertThat(replay.get(0).progress().done()).isEqualTo(3);
        assertThat(countries.revenue).isEqualTo(Map.of("AT", new BigDecimal("20"), "DE", BigDecimal.TEN));
    }
}
