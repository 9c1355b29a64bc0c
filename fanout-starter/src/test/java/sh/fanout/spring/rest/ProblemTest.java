package sh.fanout.spring.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.function.ServerResponse;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.InvalidPayloadException;
import sh.fanout.Violation;
import sh.fanout.workflows.temporal.FanoutJson;
import tools.jackson.databind.JsonNode;

class ProblemTest {

    private static final URI RESULTS = URI.create("http://localhost/fanout/api/v1/events/e-1/results");

    @Test
    void saysWhereTheResultsOfAPublishedEventWillBe() throws Exception {
        var failed = new FanoutException(ErrorCode.GATHER_FAILED, "Nobody answered.", "Ask again.");

        var answer = Problem.answer(failed, "e-1", RESULTS);

        assertThat(answer.statusCode().value()).isEqualTo(503);
        assertThat(answer.headers().getLocation()).isEqualTo(RESULTS);
        assertThat(body(answer).get("eventId").asString()).isEqualTo("e-1");
    }

    @Test
    void pointsIntoThePayloadOfAnEventThatWasPublishedAndRejected() throws Exception {
        var rejected = new InvalidPayloadException("a", List.of(new Violation("/sku", "must be string")));

        var answer = Problem.answer(rejected, "e-1", RESULTS);

        assertThat(answer.statusCode().value()).isEqualTo(422);
        assertThat(answer.headers().getLocation()).isNull();
        assertThat(body(answer).at("/errors/0/pointer").asString()).isEqualTo("/sku");
        assertThat(body(Problem.answer(rejected)).at("/errors/0/pointer").asString())
                .isEqualTo("/payload/sku");
    }

    private static JsonNode body(ServerResponse answer) throws Exception {
        var written = new MockHttpServletResponse();
        answer.writeTo(new MockHttpServletRequest(), written, List::of);
        return FanoutJson.MAPPER.readTree(written.getContentAsByteArray());
    }
}
