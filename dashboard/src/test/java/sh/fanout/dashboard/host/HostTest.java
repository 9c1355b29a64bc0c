package sh.fanout.dashboard.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/** The dashboard in applications of every kind, and what these have been before. */
class HostTest {

    /** What the host answers by itself: a page, a view of a name that the dashboard has, its login, errors, a file, nothing. */
    private static final List<String> OWN = List.of(
            "/",
            "/framed",
            "/login",
            "/broken",
            "/style.css",
            "/error",
            "/missing",
            "/fanout.css",
            "/events",
            "/fanout/of-the-host");

    /** Where a form of POST, or a button of one, leads to; its last word. */
    private static final Pattern SENDS =
            Pattern.compile("(?:formaction|method=\"post\" action|method=\"post\"[^>]*action)=\"[^\"]*?([^\"/]+)\"");

    /** Asks who would get an event, which changes nothing. */
    private static final String TRY = "order.created";

    @ParameterizedTest
    @CsvSource({"false,''", "true,/app"})
    void leavesTheApplicationAsItWas(boolean secured, String contextPath) {
        try (var without = Host.start(secured, contextPath, "fanout.dashboard.enabled=false");
                var with = Host.start(secured, contextPath)) {
            assertThat(answers(with)).isEqualTo(answers(without));
            assertThat(parts(with)).isEqualTo(parts(without));
        }
    }

    @Test
    void reachesEveryPageUnderAContextPathAndThroughAProxyThatRewritesPaths() {
        try (var host = Host.start(false, "/app");
                var proxy = new Proxy(host)) {
            assertThat(Crawl.from(host.at("/fanout/"), null))
                    .hasSizeGreaterThan(25)
                    .allSatisfy(
                            (address, answer) -> assertThat(answer.statusCode()).isEqualTo(200));
            assertThat(Crawl.from(proxy.at("/fanout/"), null))
                    .hasSizeGreaterThan(25)
                    .allSatisfy(
                            (address, answer) -> assertThat(answer.statusCode()).isEqualTo(200));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', /fanout/nothing, ./",
        "/app, /fanout/nothing, ./",
        "/app, /fanout/nothing/at/all, ../../",
        "/app, /fanout/events/, ../",
        "'', /fanout/nothing/%3Cb%3E, ../"
    })
    void leadsOnFromWhereItHasNoPage(String contextPath, String path, String root) {
        try (var host = Host.start(false, contextPath)) {
            var page = host.get(path, (Host.Login) null);

            assertThat(page.statusCode()).isEqualTo(404);
            assertThat(page.body())
                    .contains("<nav class=\"side\"", "has no page", "href=\"" + root + "events\"")
                    .doesNotContain("tries again", "<b>", "aria-current=\"page\"");
            assertThat(Host.get(host.at(path).resolve(root + "events"), null).statusCode())
                    .isEqualTo(200);
            assertThat(host.get(path, "application/json").body()).contains("\"status\":404");
            assertThat(host.get("/nothing", "text/html").body()).doesNotContain("nav");
        }
    }

    @Test
    void isBehindTheLoginOfTheApplicationAndHasNoButtonThatOneMayNotPress() {
        try (var host = Host.start(true, "")) {
            var stranger = host.get("/fanout/", (Host.Login) null);
            assertThat(stranger.statusCode()).isEqualTo(302);
            assertThat(stranger.headers().firstValue("Location"))
                    .hasValueSatisfying(it -> assertThat(it).endsWith("/login"));

            assertThat(host.get("/fanout/nothing", (Host.Login) null).statusCode())
                    .isEqualTo(302);
            assertThat(host.get("/fanout/nothing", Host.Login.VERA).statusCode())
                    .isEqualTo(404);

            assertThat(acts(host, Host.Login.VERA)).containsExactly(TRY);
            assertThat(acts(host, Host.Login.OTTO)).contains(TRY, "publish");
            assertThat(host.get("/fanout/event-types/order.created", Host.Login.OTTO)
                            .body())
                    .contains("name=\"_csrf\"");
        }
    }

    @Test
    void takesAFormOnlyFromItsOwnPages() {
        try (var host = Host.start(true, "")) {
            var path = "/fanout/subscriptions/send-receipt/resume";
            assertThat(host.post(path, "why=because", Host.Login.OTTO).statusCode())
                    .isEqualTo(403);
        }
        try (var host = Host.start(false, "")) {
            var path = "/fanout/subscriptions/send-receipt/resume";
            assertThat(host.post(path, "who=eve&why=because", null, "Sec-Fetch-Site", "cross-site")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(host.post(path, "who=otto&why=because", null, "Sec-Fetch-Site", "same-origin")
                            .statusCode())
                    .isEqualTo(303);
        }
    }

    @Test
    void onlyShowsIfItIsReadOnly() {
        try (var host = Host.start(false, "", "fanout.access.read-only=true")) {
            assertThat(acts(host, null)).containsExactly(TRY);
            assertThat(host.post("/fanout/subscriptions/a/pause", "who=a&why=b", null, "Sec-Fetch-Site", "same-origin")
                            .statusCode())
                    .isIn(404, 405);
        }
    }

    /** What the forms of all pages do that send something. */
    private static Set<String> acts(Host host, Host.@Nullable Login login) {
        return Crawl.from(host.at("/fanout/"), login).values().stream()
                .flatMap(it -> SENDS.matcher(it.body()).results())
                .map(it -> it.group(1))
                .collect(Collectors.toSet());
    }

    private static Map<String, String> answers(Host host) {
        var answers = new LinkedHashMap<String, String>();
        for (var path : OWN) {
            for (var accept : List.of("text/html", "application/json", "*/*")) {
                answers.put(accept + " " + path, text(host.get(path, accept), host));
            }
        }
        return answers;
    }

    /** Without what is never the same. */
    private static String text(HttpResponse<String> answer, Host host) {
        var type = answer.headers().firstValue("Content-Type").orElse("none");
        var body = answer.body()
                .replaceAll("\"timestamp\":\"[^\"]*\"", "")
                .replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "");
        return "%d %s%n%s".formatted(answer.statusCode(), type, body).replace(":" + host.port(), "");
    }

    /** What of Spring MVC decides how the host answers. */
    private static List<String> parts(Host host) {
        var context = host.context();
        var resources = context.getBeansOfType(SimpleUrlHandlerMapping.class);
        return List.of(
                List.of(context.getBeanNamesForType(ViewResolver.class)).toString(),
                List.of(context.getBeanNamesForType(HandlerExceptionResolver.class))
                        .toString(),
                resources.values().stream()
                        .map(it -> it.getUrlMap().keySet())
                        .toList()
                        .toString());
    }
}
