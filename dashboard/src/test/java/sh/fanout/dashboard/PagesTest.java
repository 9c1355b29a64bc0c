package sh.fanout.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.util.HtmlUtils;
import sh.fanout.ErrorCode;
import sh.fanout.EventEnvelope;
import sh.fanout.Fanout;
import sh.fanout.FanoutException;
import sh.fanout.catalog.DefinedEventType;
import sh.fanout.catalog.EventTypeSummary;
import sh.fanout.catalog.EventTypes;
import sh.fanout.deadletter.DeadLetterCount;
import sh.fanout.deadletter.DeadLetterGroup;
import sh.fanout.deadletter.DeadLetterQuery;
import sh.fanout.deadletter.DeadLetters;
import sh.fanout.lane.BlockedKey;
import sh.fanout.lane.Lanes;
import sh.fanout.log.Attempt;
import sh.fanout.log.DeliveryStatus;
import sh.fanout.log.EventCounts;
import sh.fanout.log.EventPage;
import sh.fanout.log.EventQuery;
import sh.fanout.log.EventSelection;
import sh.fanout.log.EventStatus;
import sh.fanout.log.Events;
import sh.fanout.log.LoggedDelivery;
import sh.fanout.log.LoggedEvent;
import sh.fanout.log.NextAttempt;
import sh.fanout.log.Position;
import sh.fanout.log.Searched;
import sh.fanout.log.Stats;
import sh.fanout.log.Steps;
import sh.fanout.operation.Operation;
import sh.fanout.operation.OperationAction;
import sh.fanout.operation.OperationPace;
import sh.fanout.operation.OperationPage;
import sh.fanout.operation.OperationPlan;
import sh.fanout.operation.OperationProgress;
import sh.fanout.operation.OperationStatus;
import sh.fanout.operation.Operations;
import sh.fanout.spring.FanoutProperties;
import sh.fanout.spring.Instance;
import sh.fanout.spring.access.AccessAutoConfiguration;
import sh.fanout.spring.mode.Mode;
import sh.fanout.spring.web.Cursor;
import sh.fanout.subscription.Backlog;
import sh.fanout.subscription.Pause;
import sh.fanout.subscription.SubscriptionLimits;
import sh.fanout.subscription.SubscriptionState;
import sh.fanout.subscription.SubscriptionStatus;
import sh.fanout.subscription.Subscriptions;
import sh.fanout.subscription.Trials;

/** The pages as they are sent, over ports that answer what a test wants. */
class PagesTest {

    private static final String HOSTILE =
            "\"><script>alert(1)</script><img src=x onerror=alert(2)>'</code></svg>{{7*7}}";

    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    private final Events events = mock();
    private final DeadLetters deadLetters = mock();
    private final Operations operations = mock();
    private final EventTypes types = mock();
    private final Subscriptions subscriptions = mock();
    private final Lanes lanes = mock();

    private final WebApplicationContextRunner application = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(AccessAutoConfiguration.class, DashboardAutoConfiguration.class))
            .withUserConfiguration(Properties.class)
            .withBean(Fanout.class, () -> mock())
            .withBean(Instance.class, () -> new Instance(Mode.EMBEDDED, Optional::empty))
            .withBean(Events.class, () -> events)
            .withBean(EventTypes.class, () -> types)
            .withBean(Subscriptions.class, () -> subscriptions)
            .withBean(DeadLetters.class, () -> deadLetters)
            .withBean(Operations.class, () -> operations)
            .withBean(Trials.class, () -> mock())
            .withBean(Lanes.class, () -> lanes);

    @BeforeEach
    void publish() {
        given(events.page(any())).willReturn(EventPage.of(List.of(hostile().summary()), null));
        given(events.counts(any(), any()))
                .willReturn(new EventCounts(
                        new Steps(Instant.EPOCH, Duration.ofHours(1), 1), List.of(Map.of(EventStatus.DELIVERED, 1))));
        given(events.get(any())).willReturn(hostile());
        given(events.find(any())).willReturn(Optional.empty());
        given(deadLetters.count(any())).willReturn(DeadLetterCount.NONE);
    }

    @Test
    void leadsToTheFolderOfThePagesByARelativeAddress() {
        visit(pages -> pages.perform(get("/fanout"))
                .andExpect(status().isFound())
                .andExpect(header().string(HttpHeaders.LOCATION, "fanout/")));
    }

    @Test
    void linksOnlyRelatively() {
        visit(pages -> {
            for (var path : List.of("/fanout/events", "/fanout/events/e-1")) {
                var html = html(pages, path);
                assertThat(html).doesNotContain("href=\"/", "src=\"/", "action=\"/", "href=\"http", "src=\"http");
                assertThat(html).contains(path.endsWith("e-1") ? "href=\"../events\"" : "href=\"./events\"");
            }
        });
    }

    @Test
    void escapesWhatEventsSay() {
        visit(pages -> {
            for (var path : List.of("/fanout/events?q=type:a", "/fanout/events/e-1")) {
                assertThat(html(pages, path))
                        .doesNotContain("<script>alert", "<img")
                        .contains("&lt;script&gt;alert(1)");
            }
        });
    }

    @Test
    void letsNothingRunButItsOwnFiles() {
        visit(pages -> pages.perform(get("/fanout/events"))
                .andExpect(header().string("Content-Security-Policy", containsString("script-src 'self'")))
                .andExpect(header().string("Content-Security-Policy", not(containsString("unsafe"))))
                .andExpect(content().string(not(containsString(" style=\""))))
                .andExpect(content().string(not(containsString(" onclick")))));
    }

    @Test
    void sendsNothingAgainThatIsTheSame() {
        visit(pages -> {
            var first = pages.perform(get("/fanout/events/e-1"))
                    .andReturn()
                    .getResponse()
                    .getHeader(HttpHeaders.ETAG);
            pages.perform(get("/fanout/events/e-1").header(HttpHeaders.IF_NONE_MATCH, Objects.requireNonNull(first)))
                    .andExpect(status().isNotModified());
        });
    }

    @Test
    void neverShowsAnOutageAsNothing() {
        given(events.page(any()))
                .willThrow(new FanoutException(ErrorCode.EVENT_LOG_UNREACHABLE, "The store is away.", "Start it."));

        visit(pages -> pages.perform(get("/fanout/events"))
                .andExpect(status().isServiceUnavailable())
                .andExpect(content().string(containsString("The store is away.")))
                .andExpect(content().string(not(containsString("No event")))));
    }

    @Test
    void keepsASearchThatItCannotUnderstand() {
        visit(pages -> pages.perform(get("/fanout/events").param("q", "key:c-1 nonsense"))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("value=\"key:c-1 nonsense\"")))
                .andExpect(content().string(containsString("'nonsense' cannot be searched for."))));
    }

    @Test
    void doubtsAFieldThatNoTypeHas() {
        var doubt = new Searched(3, 3, true, "The filter asks for '/amont'.");
        given(events.page(any())).willReturn(new EventPage(List.of(), null, doubt));

        visit(pages -> {
            assertThat(html(pages, "/fanout/events?q=amont>5")).contains("The filter asks for '/amont'.");
            pages.perform(get("/fanout/replays/new")
                            .param("stage", "to whom")
                            .param("filter", "{\"amont\":[{\"$gte\":5}]}"))
                    .andExpect(status().isBadRequest())
                    .andExpect(content().string(containsString("No event matches. The filter asks for")));
        });
    }

    @Test
    void tellsStrangersWhichSettingLetsThemIn() {
        visit(pages -> pages.perform(get("/fanout/events").with(request -> {
                    request.setRemoteAddr("203.0.113.9");
                    return request;
                }))
                .andExpect(status().isForbidden())
                .andExpect(content().string(containsString("fanout.access.remote=true")))
                .andExpect(content().string(not(containsString("Engine"))))
                .andExpect(content().string(not(containsString("Dead letters")))));
    }

    @Test
    void showsTimesInTheZoneOfTheVisitor() {
        visit(pages -> pages.perform(get("/fanout/events/e-1").cookie(new Cookie("fanout-zone", "Asia~Kolkata")))
                .andExpect(content().string(containsString("28 Nov, 17:30:00.000 UTC+05:30"))));
    }

    @Test
    void tellsWhoHoldsADeliveryBack() {
        var waiting = hostile()
                .eachDelivery(it -> new LoggedDelivery(
                        it.id(), it.subscription(), DeliveryStatus.PENDING, 0, List.of(), 0, null, null, null));
        var ids =
                waiting.deliveries().stream().map(LoggedDelivery::subscription).toList();
        var pause = new Pause("alice", "the <carrier> is down", Instant.parse("2026-11-28T10:31:00Z"), null);
        var held = ids.stream().map(it -> paused(it, pause)).toList();
        given(events.get(any())).willReturn(waiting);

        visit(pages -> {
            assertThat(html(pages, "/fanout/events/e-1")).doesNotContain("paused by");
            given(subscriptions.list(ids)).willReturn(held);
            assertThat(html(pages, "/fanout/events/e-1"))
                    .contains("paused by alice, <time")
                    .contains("10:31:00")
                    .contains("“the &lt;carrier&gt; is down”</small>");
            given(subscriptions.list(ids))
                    .willThrow(new FanoutException(ErrorCode.TEMPORAL_UNREACHABLE, "No answer.", "Start it."));
            assertThat(html(pages, "/fanout/events/e-1")).doesNotContain("paused by");
        });
    }

    private static SubscriptionState paused(String id, Pause pause) {
        return new SubscriptionState(
                id,
                "order.created",
                null,
                null,
                "shop",
                SubscriptionLimits.defaults(),
                SubscriptionStatus.PAUSED,
                pause,
                null,
                1,
                null);
    }

    @Test
    void tellsWhenTheNextAttemptIs() {
        visit(pages -> {
            assertThat(html(pages, "/fanout/events/e-1")).doesNotContain("next attempt");
            var next = new NextAttempt(2, 5, Instant.parse("2026-11-28T13:00:00Z"));
            given(events.get(any())).willReturn(hostile().eachDelivery(it -> it.after(it.attempts(), 1, next)));
            pages.perform(get("/fanout/events/e-1").cookie(new Cookie("fanout-zone", "Asia~Kolkata")))
                    .andExpect(content().string(containsString("<small>attempt 2 of 5</small><small>next at <time")))
                    .andExpect(content().string(containsString("The next attempt begins at <time")))
                    .andExpect(content().string(containsString("28 Nov, 18:30:00")));
        });
    }

    @Test
    void beginsWithWhatIsTrueForTheVisitorAndTheirTypes() {
        var unheard = type("a.first", List.of());
        var heard = type("order.placed", List.of("bill"));
        var schema = """
                {"type": "object", "properties": {"orderId": {"type": "string"},
                 "shipTo": {"properties": {"country": {"type": "string", "examples": ["CH's"]}}}}}""";
        given(events.page(any())).willReturn(EventPage.of(List.of(), null));
        given(types.list()).willReturn(List.of(unheard, heard));
        given(types.get("order.placed"))
                .willReturn(new DefinedEventType(
                        heard,
                        List.of(new DefinedEventType.Schema("1", schema, "shop", "dev.acme.Orders$OrderPlaced"))));

        visit(pages -> {
            var html = pages.perform(
                            get("http://localhost:8081/app/fanout/?range=1h").contextPath("/app"))
                    .andExpect(status().isOk())
                    .andReturn()
                    .getResponse()
                    .getContentAsString();
            assertThat(HtmlUtils.htmlUnescape(html.replaceAll("<[^>]*>", "")).replaceAll("\\s+", " "))
                    .contains("void myFirst(OrderPlaced event)", "fanout.publish(new OrderPlaced(…));")
                    .contains("curl 'http://localhost:8081/app/fanout/api/v1/events/order.placed/publish' \\ -H")
                    .contains(
                            "-d '{\"payload\": { \"orderId\": \"order-1\", \"shipTo\": { \"country\": \"CH'\\''s\" } }}'");
        });
    }

    private static SubscriptionState bill(@Nullable Backlog backlog) {
        return new SubscriptionState(
                "bill",
                "order.created",
                null,
                null,
                "shop",
                SubscriptionLimits.defaults(),
                SubscriptionStatus.ACTIVE,
                null,
                backlog,
                1,
                NOON);
    }

    private static EventTypeSummary type(String id, List<String> subscriptions) {
        return new EventTypeSummary(id, "1", "", id, null, true, List.of("shop"), subscriptions);
    }

    @Test
    void tellsOfKeysThatAreBlockedWhereNothingWaits() {
        var idle = bill(new Backlog(0, null));
        var blocked = new BlockedKey("orders", "c-1", "bill", "e-1", "order.created", NOON, 0, null, 2);
        given(events.stats(any())).willReturn(new Stats(NOON, Duration.ofHours(1), List.of()));
        given(subscriptions.list()).willReturn(List.of(idle));

        visit(pages -> {
            assertThat(html(pages, "/fanout/")).contains("every queue is empty").doesNotContain("blocked</small>");
            given(lanes.blocked()).willReturn(List.of(blocked));
            assertThat(html(pages, "/fanout/")).contains("every queue is empty", "<small>1 key blocked</small>");
        });
    }

    @Test
    void showsThatNotAllOfWhatIsCompletedWentWell() {
        var operation = new Operation(
                "replay-1",
                OperationPlan.Replay.of(EventSelection.ALL),
                OperationStatus.COMPLETED,
                OperationPace.defaults(),
                NOON,
                NOON,
                new OperationProgress(3, 0, 3, 0, 0, null),
                List.of(new OperationAction(OperationAction.Kind.START, null, null, "Ada", "a test", NOON)),
                null);
        given(operations.page(any())).willReturn(new OperationPage(List.of(operation), null));
        given(operations.get(any())).willReturn(operation);

        visit(pages -> {
            for (var path : List.of("/fanout/operations", "/fanout/operations/replay-1")) {
                assertThat(html(pages, path))
                        .contains(
                                "completed, 3 failed</span>",
                                "state-dead\"><svg class=\"icon\" aria-hidden=\"true\"><use href=\"#partly\"/>");
            }
        });
    }

    @Test
    void saysWhatATimeIsAndWhatAnEmptyOneMeans() {
        given(subscriptions.list()).willReturn(List.of(bill(null)));

        visit(pages -> {
            assertThat(html(pages, "/fanout/subscriptions")).contains("last polled <time", "about once a minute");
            assertThat(html(pages, "/fanout/replays/new")).contains("Times are in UTC. Leave empty for no bound.");
        });
    }

    @Test
    void actsOnAllTheLettersThatItHasCountedAndOnNoneThatCameLater() {
        var group = new DeadLetterGroup(
                "1-ab", "bill", "order.created", "boom", 1_000, Instant.EPOCH, Instant.EPOCH, List.of(), List.of());
        given(deadLetters.count(any())).willReturn(new DeadLetterCount(1_234, 237));
        given(deadLetters.groups(any())).willReturn(List.of(group));
        given(operations.draft(any(), any(), any(), any())).willReturn("retry-1");

        visit(pages -> {
            var form = html(pages, "/fanout/dead-letters/retry?subscription=bill&range=1h");
            assertThat(form)
                    .contains("Retry 1,234 letters in 237 groups")
                    .contains("And 234 letters in 236 groups more")
                    .contains("Retry 1,234 letters</button>");
            var asked = form.replaceAll("(?s).*name=\"before\" value=\"([^\"]+)\".*", "$1");
            var before = Instant.parse(asked);
            assertThat(before).isBetween(Instant.now().minusSeconds(60), Instant.now());

            pages.perform(post("/fanout/dead-letters/retry?subscription=bill&range=1h")
                            .param("before", asked)
                            .param("who", "Ada")
                            .param("why", "fixed"))
                    .andExpect(status().isSeeOther());

            var letters = DeadLetterQuery.PARKED
                    .ofSubscription("bill")
                    .since(before.minusSeconds(3_600))
                    .before(before);
            then(operations).should().draft(eq(new OperationPlan.Retry(letters)), any(), eq("Ada"), eq("fixed"));
            then(operations).should().start("retry-1", "Ada", "fixed");
        });
    }

    @Test
    void goesOnInAListFromWhereThePageBeforeHasEnded() {
        var end = new Position(Instant.parse("2026-11-28T12:00:00Z"), "e-1");
        given(events.page(any())).willReturn(EventPage.of(List.of(hostile().summary()), end));

        visit(pages -> {
            var next = Cursor.write("events", end);
            assertThat(html(pages, "/fanout/events")).contains("rel=\"next\" href=\"?q=&amp;after=" + next);
            html(pages, "/fanout/events?after=" + next);
            then(events).should().page(EventQuery.ALL.after(end));
            pages.perform(get("/fanout/events?after=" + Cursor.write("operations", end)))
                    .andExpect(status().isBadRequest())
                    .andExpect(content().string(containsString("is not a cursor of this list")));
        });
    }

    @Test
    void servesItsFilesForEver() {
        visit(pages -> {
            var sheet =
                    html(pages, "/fanout/events").replaceAll("(?s).*href=\"\\./(assets/\\w+/fanout\\.css)\".*", "$1");
            pages.perform(get("/fanout/" + sheet))
                    .andExpect(status().isOk())
                    .andExpect(header().string(HttpHeaders.CACHE_CONTROL, containsString("immutable")));
            pages.perform(get("/fanout/" + sheet.replace("fanout.css", "application.properties")))
                    .andExpect(status().isNotFound());
        });
    }

    private void visit(Visitor visitor) {
        application.run(context -> {
            assertThat(context).hasNotFailed();
            visitor.visit(MockMvcBuilders.routerFunctions(context.getBean(RouterFunction.class))
                    .build());
        });
    }

    private static String html(MockMvc pages, String path) throws Exception {
        return pages.perform(get(path))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private static LoggedEvent hostile() {
        var accepted = Instant.parse("2026-11-28T12:00:00Z");
        var envelope = new EventEnvelope(
                "e-1",
                HOSTILE,
                HOSTILE,
                "{\"text\":\"%s\"}".formatted(HOSTILE.replace("\"", "\\\"")),
                accepted,
                HOSTILE,
                List.of(HOSTILE),
                Map.of(HOSTILE, HOSTILE),
                HOSTILE,
                null,
                HOSTILE,
                null,
                null,
                HOSTILE,
                null);
        var attempt = new Attempt(1, accepted, 5, HOSTILE, Attempt.Outcome.THREW, HOSTILE);
        var delivery = new LoggedDelivery(
                "e-1/" + HOSTILE, HOSTILE, DeliveryStatus.FAILED, 0, List.of(attempt), 1, accepted, HOSTILE, HOSTILE);
        return new LoggedEvent(
                envelope,
                HOSTILE,
                EventStatus.FAILED,
                accepted,
                accepted,
                null,
                1,
                List.of(),
                List.of(),
                List.of(delivery));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(FanoutProperties.class)
    static class Properties {}

    /** Looks at pages. */
    @FunctionalInterface
    private interface Visitor {
        void visit(MockMvc pages) throws Exception;
    }
}
