package sh.fanout.examples.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import sh.fanout.Fanout;
import tools.jackson.databind.JsonNode;

/** What the door lets in and what it refuses, on the embedded server. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"fanout.mode=embedded", "github.webhook-secret=" + Github.SECRET})
class WebhooksTest {

    private static final String OPENED = """
            {"action": "opened",
             "issue": {"number": 7, "user": {"login": "newcomer"}, "author_association": "NONE"},
             "repository": {"full_name": "acme/shop"},
             "sender": {"login": "newcomer"}}""";

    private Github github;

    @BeforeEach
    void connect(@LocalServerPort int port) {
        github = new Github(port);
    }

    @Test
    void fansOutWhatGithubHasSigned() throws Exception {
        var answer = github.deliver("issues", "d-1", OPENED);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(json(answer).at("/type").asString()).isEqualTo("github.issues.opened");
        var eventId = json(answer).at("/eventId").asString();
        await().untilAsserted(() -> assertThat(
                        github.board().path("greet-author").path(eventId).asString(""))
                .isEqualTo("Welcome to acme/shop, @newcomer, and thank you for #7!"));
    }

    @Test
    void knowsADeliveryThatGithubSendsAgain() throws Exception {
        var first = github.deliver("issues", "d-10", OPENED);
        var again = github.deliver("issues", "d-10", OPENED);

        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void refusesASignatureOfAnotherBody() throws Exception {
        var headers = Github.headers("issues", "d-2", OPENED);

        assertProblem(github.deliver(headers, OPENED + " "), 401, "X-Hub-Signature-256 does not fit");
    }

    @Test
    void refusesASignatureWithAnotherSecret() throws Exception {
        var headers = Github.headers("issues", "d-3", OPENED);
        headers.put("X-Hub-Signature-256", new Signature("guessed").of(OPENED.getBytes(UTF_8)));

        assertProblem(github.deliver(headers, OPENED), 401, "X-Hub-Signature-256 does not fit");
    }

    @Test
    void refusesWhatIsNotSignedBeforeItLooksAtTheRest() throws Exception {
        assertProblem(github.deliver(Map.of("X-GitHub-Event", "nonsense"), "{"), 401, "X-Hub-Signature-256 is missing");
    }

    @Test
    void namesTheHeaderThatIsMissing() throws Exception {
        for (var header : new String[] {"X-GitHub-Event", "X-GitHub-Delivery"}) {
            var headers = Github.headers("issues", "d-4", OPENED);
            headers.remove(header);

            assertProblem(github.deliver(headers, OPENED), 400, header + " is missing");
        }
    }

    @Test
    void namesTheEventThatItDoesNotKnow() throws Exception {
        assertProblem(github.deliver("coffee_break", "d-5", OPENED), 422, "'coffee_break'");
    }

    @Test
    void leavesAnUnknownActionToTheTypeOfTheEvent() throws Exception {
        var answer = github.deliver("issues", "d-6", OPENED.replace("opened", "sneezed_at"));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(json(answer).at("/type").asString()).isEqualTo("github.issues");
    }

    @Test
    void saysWhereABodyIsNotJson() throws Exception {
        assertProblem(github.deliver("push", "d-7", "{\"ref\": }"), 400, "line 1, column 9");
    }

    @Test
    void refusesAPayloadThatLacksWhatEveryPayloadHas() throws Exception {
        var body = "{\"action\": \"opened\", \"repository\": {}}";

        assertProblem(github.deliver("issues", "d-8", body), 422, "'/sender' is required");
    }

    @Test
    void refusesABodyThatIsTooLarge() throws Exception {
        var padding = "x".repeat(Fanout.MAX_PAYLOAD_BYTES);
        var body = OPENED.replace("newcomer", padding);

        assertProblem(github.deliver("issues", "d-9", body), 413, "1,048,576 bytes");
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Github.JSON.readTree(answer.body());
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String detail) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(answer).at("/detail").asString()).contains(detail);
    }
}
