package sh.fanout.examples.webhooks;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.EventQuery;
import sh.fanout.log.EventSelection;
import sh.fanout.log.EventStatus;
import sh.fanout.log.Events;
import sh.fanout.log.LoggedEvent;
import sh.fanout.log.PageLimit;
import sh.fanout.log.Position;
import sh.fanout.workflows.testing.RealParts;
import sh.fanout.workflows.testing.RealTemporal;
import tools.jackson.databind.JsonNode;

/** Every webhook that GitHub's own samples have, through the door to the subscribers, on a real Temporal server. */
class RealWebhooksTest {

    private static final int GITHUB_AT_ONCE = 8;

    private static final Map<String, String> SUBSCRIBERS = Map.of(
            "github.issues.opened", "greet-author",
            "github.push", "build-changelog",
            "github.pull_request.opened", "assign-reviewer");

    /** One sample of GitHub's, with an id that was made up for its delivery. */
    private record Webhook(String event, String delivery, JsonNode payload) {

        /** The actions of a repository_dispatch are its sender's own words. */
        String expectedType() {
            var type = "github." + event;
            return event.equals("repository_dispatch") || !payload.has("action")
                    ? type
                    : type + "." + payload.get("action").asString();
        }

        List<String> expectedRecipients() {
            var subscriber = SUBSCRIBERS.get(expectedType());
            return subscriber == null ? List.of() : List.of(subscriber);
        }
    }

    @Test
    void takesEachSampleOfGithubToItsSubscribers(@TempDir Path folder) throws Exception {
        var webhooks = read(Path.of(RealParts.require("FANOUT_WEBHOOK_SAMPLES", "the webhooks that GitHub has sent")));
        try (var application = start(folder)) {
            var github = new Github(application.getEnvironment().getRequiredProperty("local.server.port", int.class));
            var log = application.getBean(Events.class);

            var began = Instant.now();
            var byEventId = deliver(github, webhooks);
            var accepted = Duration.between(began, Instant.now());
            var logged = awaitSettled(log, byEventId.keySet());
            var settled = Duration.between(began, Instant.now());

            assertThat(byEventId).hasSameSizeAs(webhooks);
            logged.forEach((eventId, event) -> assertDelivered(event, requireNonNull(byEventId.get(eventId))));
            assertThat(notes(github.board())).isEqualTo(outputs(logged));

            assertThat(deliver(github, webhooks)).as("sent again").isEqualTo(byEventId);
            assertThat(countEvents(log)).isEqualTo(webhooks.size());
            assertThat(notes(github.board())).isEqualTo(outputs(logged));
            System.out.printf(
                    "%d webhooks accepted in %.1f s, all settled after %.1f s, %d deliveries%n",
                    webhooks.size(),
                    seconds(accepted),
                    seconds(settled),
                    logged.values().stream()
                            .mapToInt(it -> it.deliveries().size())
                            .sum());
        }
    }

    private static List<Webhook> read(Path samples) throws IOException {
        var webhooks = new ArrayList<Webhook>();
        for (var event : Github.JSON.readTree(Files.readString(samples.resolve("api.github.com/index.json")))) {
            for (var payload : event.get("examples")) {
                webhooks.add(new Webhook(event.get("name").asString(), "sample-" + webhooks.size(), payload));
            }
        }
        assertThat(webhooks).hasSize(329);
        return webhooks;
    }

    private static ConfigurableApplicationContext start(Path folder) {
        return new SpringApplicationBuilder(WebhooksApplication.class)
                .run(
                        "--server.port=0",
                        "--github.webhook-secret=" + Github.SECRET,
                        "--spring.temporal.connection.target="
                                + RealTemporal.shared().target(),
                        "--fanout.data-dir=" + folder);
    }

    private static Map<String, Webhook> deliver(Github github, List<Webhook> webhooks) throws Exception {
        var threads = Executors.newFixedThreadPool(GITHUB_AT_ONCE);
        try {
            var calls = webhooks.stream()
                    .<Callable<String>>map(webhook -> () -> deliver(github, webhook))
                    .toList();
            var answers = threads.invokeAll(calls);
            var byEventId = new HashMap<String, Webhook>();
            for (var i = 0; i < webhooks.size(); i++) {
                byEventId.put(answers.get(i).get(), webhooks.get(i));
            }
            return byEventId;
        } finally {
            threads.shutdownNow();
        }
    }

    private static String deliver(Github github, Webhook webhook) throws IOException, InterruptedException {
        var answer = github.deliver(
                webhook.event(), webhook.delivery(), webhook.payload().toString());
        assertThat(answer.statusCode())
                .as("%s: %s", webhook.expectedType(), answer.body())
                .isEqualTo(202);
        return Github.JSON.readTree(answer.body()).at("/eventId").asString();
    }

    private static Map<String, LoggedEvent> awaitSettled(Events log, Set<String> eventIds) {
        var settled = new HashMap<String, LoggedEvent>();
        for (var id : eventIds) {
            await().alias("event " + id + " is settled in the log")
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(100))
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> log.find(id).filter(it -> it.status().settled()), Optional::isPresent)
                    .ifPresent(it -> settled.put(id, it));
        }
        return settled;
    }

    private static int countEvents(Events log) {
        var count = 0;
        Position next = null;
        do {
            var page = log.page(new EventQuery(EventSelection.ALL, next, PageLimit.MAX));
            count += page.events().size();
            next = page.next();
        } while (next != null);
        return count;
    }

    private static void assertDelivered(LoggedEvent event, Webhook webhook) {
        assertThat(event.envelope().type()).isEqualTo(webhook.expectedType());
        assertThat(event.envelope().metadata()).containsEntry("delivery", webhook.delivery());
        assertThat(Github.JSON.readTree(event.envelope().payload())).isEqualTo(webhook.payload());
        assertThat(event.status()).isEqualTo(EventStatus.DELIVERED);
        assertThat(event.recipients()).isEqualTo(webhook.expectedRecipients().size());
        assertThat(event.deliveries()).allMatch(it -> it.status() == DeliveryStatus.DELIVERED);
        assertThat(event.deliveries())
                .extracting(it -> it.subscription())
                .containsExactlyElementsOf(webhook.expectedRecipients());
    }

    /** What the log says that the subscribers returned: subscription and event, and the note. */
    private static Map<String, String> outputs(Map<String, LoggedEvent> logged) {
        var outputs = new HashMap<String, String>();
        logged.forEach((id, event) -> event.deliveries()
                .forEach(it -> outputs.put(
                        it.subscription() + " " + id,
                        Github.JSON.readTree(it.output()).asString())));
        return outputs;
    }

    private static Map<String, String> notes(JsonNode board) {
        return board.propertyStream()
                .flatMap(subscription -> subscription
                        .getValue()
                        .propertyStream()
                        .map(note -> Map.entry(
                                subscription.getKey() + " " + note.getKey(),
                                note.getValue().asString())))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
