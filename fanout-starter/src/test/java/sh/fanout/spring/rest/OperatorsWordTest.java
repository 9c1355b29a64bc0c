package sh.fanout.spring.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.servlet.function.ServerRequest;
import sh.fanout.FanoutException;
import sh.fanout.spring.access.Caller;
import sh.fanout.spring.access.OperatorsWord;

class OperatorsWordTest {

    @Test
    void takesWhoFromWhoeverIsLoggedIn() {
        assertThat(said("alice", "{\"why\": \"w\"}").who()).isEqualTo("alice");
        assertThat(said("alice", "{\"who\": \"alice\", \"why\": \"w\"}").who()).isEqualTo("alice");
        assertThat(said("alice", "{\"who\": null, \"why\": \"w\"}").who()).isEqualTo("alice");
    }

    @Test
    void keepsForWhomTheyAct() {
        assertThat(said("ops-bot", "{\"who\": \"bob\", \"why\": \"w\"}").who()).isEqualTo("ops-bot for bob");
    }

    @Test
    void believesWhatIsSaidWhereNobodyLogsIn() {
        assertThat(said(null, "{\"who\": \"bob\", \"why\": \"w\"}").who()).isEqualTo("bob");
        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(() -> said(null, "{\"why\": \"w\"}"))
                .withMessageContaining("no 'who'");
    }

    @Test
    void namesAllThatIsMissing() {
        refused(null, "{}", "The body has no 'who' and no 'why'.");
        refused(null, "{\"who\": \"bob\"}", "The body has no 'why'.");
        refused("alice", "{}", "The body has no 'why'.");
    }

    private static void refused(@Nullable String login, String body, String problem) {
        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(() -> said(login, body))
                .satisfies(it -> assertThat(it.problem()).isEqualTo(problem));
    }

    private static OperatorsWord said(@Nullable String login, String body) {
        var servlet = new MockHttpServletRequest("POST", "/");
        servlet.setContent(body.getBytes(UTF_8));
        var request = ServerRequest.create(servlet, List.of());
        new Caller(login).isSenderOf(request);
        return BodyFields.word(request);
    }
}
