package sh.fanout.examples.secured;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.event.EventListener;
import sh.fanout.spring.access.AuditedRequest;

@SpringBootTest(
        classes = {Secured.class, SecuredTest.Auditor.class},
        webEnvironment = WebEnvironment.RANDOM_PORT)
class SecuredTest {

    private static final List<AuditedRequest> AUDITED = new CopyOnWriteArrayList<>();

    static class Auditor {

        @EventListener
        void audited(AuditedRequest request) {
            AUDITED.add(request);
        }
    }

    @LocalServerPort
    int port;

    @Test
    void letsEveryoneDoWhatTheirRoleAllows() throws Exception {
        var order = "{\"payload\": {\"orderId\": \"o-1\"}}";

        assertThat(visit().get("/fanout/api/v1/events").statusCode()).isEqualTo(401);
        assertThat(as("vera:v").get("/fanout/api/v1/events").statusCode()).isEqualTo(200);
        var refused = as("vera:v").post("/fanout/api/v1/events/order.created/publish", order);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("FANOUT-221", "ROLE_FANOUT_OPERATOR");
        assertThat(as("otto:o")
                        .post("/fanout/api/v1/events/order.created/publish", order)
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void namesWhoeverIsLoggedIn() throws Exception {
        as("otto:o").post("/fanout/api/v1/dead-letters/e-1/ship/discard", "{\"why\": \"no longer wanted\"}");
        as("otto:o")
                .post("/fanout/api/v1/dead-letters/e-2/ship/discard", "{\"who\": \"vera\", \"why\": \"she asked\"}");

        assertThat(AUDITED)
                .filteredOn(it -> it.what().endsWith("/discard"))
                .extracting(AuditedRequest::who)
                .containsExactly("otto", "otto for vera");
    }

    @Test
    void leavesThePagesOfTheApplicationAsTheyAre() throws Exception {
        assertThat(visit().get("/").headers().firstValue("Location"))
                .hasValueSatisfying(it -> assertThat(it).endsWith("/login"));
        assertThat(visit().get("/login").body()).contains("Please sign in");
    }

    private Visit visit() {
        return new Visit(port, null);
    }

    private Visit as(String login) {
        return new Visit(port, login);
    }
}
