package sh.fanout.examples.observed;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import sh.fanout.workflows.observation.Outcome;
import sh.fanout.workflows.testing.RealTemporal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The example on a real Temporal server, with a tracer, as an operator's tools see it. */
class ObservedTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static ConfigurableApplicationContext application;

    static class Tracing {

        @Bean
        InMemorySpanExporter spans() {
            return InMemorySpanExporter.create();
        }
    }

    @BeforeAll
    static void start(@TempDir Path folder) {
        application = new SpringApplicationBuilder(Observed.class, Tracing.class)
                .properties(
                        "server.port=0",
                        "fanout.bus=observed",
                        "fanout.data-dir=" + folder,
                        "fanout.single-node=true",
                        "spring.temporal.connection.target="
                                + RealTemporal.shared().target())
                .run();
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void joinsThePublisherTheFanOutsAndTheHandlersInOneTrace() throws Exception {
        publish("o-1", "00-" + TRACE + "-b7ad6b7169203331-01");

        var spans = await().atMost(PATIENCE).until(ObservedTest::ofTheTrace, it -> it.size() == 8);

        assertParent(spans, "publish order.created", "http post /fanout/api/v1/events/{type}/publish");
        assertParent(spans, "select order.created", "publish order.created");
        assertParent(spans, "handle send-receipt", "publish order.created");
        assertParent(spans, "handle ship", "publish order.created");
        assertParent(spans, "publish order.shipped", "handle ship");
        assertParent(spans, "select order.shipped", "publish order.shipped");
        assertParent(spans, "handle tell-customer", "publish order.shipped");
    }

    private static Map<String, SpanData> ofTheTrace() {
        return application.getBean(InMemorySpanExporter.class).getFinishedSpanItems().stream()
                .filter(it -> it.getTraceId().equals(TRACE))
                .collect(toMap(SpanData::getName, it -> it, (one, again) -> one));
    }

    private static void assertParent(Map<String, SpanData> spans, String name, String parent) {
        assertThat(spans).containsKeys(name, parent);
        assertThat(requireNonNull(spans.get(name)).getParentSpanId())
                .as(name)
                .isEqualTo(requireNonNull(spans.get(parent)).getSpanId());
    }

    @Test
    void isHealthyAndSaysWhatItServes() throws Exception {
        var health = await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(
                        () -> json("/actuator/health/fanout"),
                        it -> it.at("/components/subscriptions/status")
                                .asString()
                                .equals("UP"));

        assertThat(health.get("status").asString()).isEqualTo("UP");
        assertThat(health.get("components").propertyNames())
                .containsExactlyInAnyOrderElementsOf(inReadme("^\\| `fanout/(\\w+)` \\|"));
        var report = json("/actuator/fanout");
        assertThat(report.at("/mode").asString()).isEqualTo("cluster");
        assertThat(report.at("/service").asString()).isEqualTo("observed");
        assertThat(report.at("/eventLog/available").asBoolean()).isTrue();
        assertThat(report.at("/subscriptions").findValuesAsString("id"))
                .containsExactlyInAnyOrder("send-receipt", "ship", "tell-customer");
    }

    @Test
    void hasTheMetersThatTheReadmeNamesAndNoOthers() throws Exception {
        publish("o-2", "");
        var documented = inReadme("^\\| `(fanout\\.[a-z.]+)` \\|.*\\b(?:timer|gauge|counter)\\b");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(registered()).isEqualTo(documented));
    }

    /** Without what Micrometer adds to each timer while it runs. */
    private static Set<String> registered() {
        return application.getBean(MeterRegistry.class).getMeters().stream()
                .map(Meter::getId)
                .map(Meter.Id::getName)
                .filter(it -> it.startsWith("fanout.") && !it.endsWith(".active"))
                .collect(toSet());
    }

    @Test
    void endsInOneOfTheWaysThatTheReadmeNames() throws IOException {
        var words = inReadme("^`fanout.outcome` is (.*?)\\.").iterator().next();

        assertThat(Pattern.compile("`(.*?)`").matcher(words).results().map(it -> it.group(1)))
                .containsExactlyElementsOf(
                        Stream.of(Outcome.values()).map(Outcome::word).toList());
    }

    /** The first groups of all that a pattern finds. */
    private static Set<String> inReadme(String pattern) throws IOException {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("../../README.md")))
                .results()
                .map(it -> it.group(1))
                .collect(toSet());
    }

    private static JsonNode json(String path) throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(send(request(path)).body());
    }

    private static void publish(String order, String traceparent) throws IOException, InterruptedException {
        var answer = send(request("/fanout/api/v1/events/order.created/publish")
                .header("Content-Type", "application/json")
                .header("traceparent", traceparent)
                .POST(BodyPublishers.ofString("{\"payload\": {\"orderId\": \"%s\"}}".formatted(order))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    private static HttpRequest.Builder request(String path) {
        var port = application.getEnvironment().getRequiredProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://localhost:%s%s".formatted(port, path)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
