package sh.fanout.spring.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.servlet.function.AsyncServerResponse;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import sh.fanout.spring.FanoutAutoConfiguration;
import sh.fanout.spring.access.AccessAutoConfiguration;
import sh.fanout.spring.access.AuditedRequest;
import sh.fanout.workflows.temporal.FanoutJson;

/** Who may do what where Spring Security is. */
class RolesTest {

    private static final String VIEWER = "ROLE_FANOUT_VIEWER";
    private static final String OPERATOR = "ROLE_FANOUT_OPERATOR";
    private static final String ADMIN = "ROLE_FANOUT_ADMIN";
    private static final List<String> LEAST_TO_MOST = List.of(VIEWER, OPERATOR, ADMIN);

    /** The least role for each; whoever adds an endpoint says here who may call it. */
    private static final Map<String, String> RULES = Map.ofEntries(
            entry("GET /events", VIEWER),
            entry("GET /events/{id}", VIEWER),
            entry("GET /events/{id}/results", VIEWER),
            entry("POST /events/{type}/publish", OPERATOR),
            entry("POST /events/{type}/publish-and-wait", OPERATOR),
            entry("POST /events/{id}/cancel", OPERATOR),
            entry("POST /events/{id}/deliveries/{subscription}/retry", OPERATOR),
            entry("POST /events/{id}/deliveries/{subscription}/skip", OPERATOR),
            entry("POST /event-types/{type}/try", VIEWER),
            entry("GET /subscriptions", VIEWER),
            entry("GET /subscriptions/{id}", VIEWER),
            entry("POST /subscriptions/{id}/pause", OPERATOR),
            entry("POST /subscriptions/{id}/resume", OPERATOR),
            entry("POST /subscriptions/{id}/retire", OPERATOR),
            entry("GET /lanes/blocked", VIEWER),
            entry("GET /dead-letters", VIEWER),
            entry("GET /dead-letters/groups", VIEWER),
            entry("GET /dead-letters/{id}/{subscription}", VIEWER),
            entry("POST /dead-letters/{id}/{subscription}/retry", OPERATOR),
            entry("POST /dead-letters/{id}/{subscription}/discard", OPERATOR),
            entry("POST /events/batch", OPERATOR),
            entry("GET /event-types", VIEWER),
            entry("GET /event-types/{type}", VIEWER),
            entry("GET /stats", VIEWER),
            entry("POST /replays", OPERATOR),
            entry("POST /dead-letters/bulk-retry", OPERATOR),
            entry("POST /dead-letters/bulk-discard", OPERATOR),
            entry("GET /operations", VIEWER),
            entry("GET /operations/{id}", VIEWER),
            entry("GET /operations/{id}/items", VIEWER),
            entry("POST /operations/{id}/start", OPERATOR),
            entry("POST /operations/{id}/pause", OPERATOR),
            entry("POST /operations/{id}/resume", OPERATOR),
            entry("POST /operations/{id}/cancel", OPERATOR),
            entry("POST /operations/{id}/rate", OPERATOR),
            entry("POST /erasures", ADMIN),
            entry("GET /erasures", VIEWER),
            entry("GET /erasures/{id}", VIEWER));

    private final WebApplicationContextRunner application = new WebApplicationContextRunner()
            .withBean("springSecurityFilterChain", Object.class, Object::new)
            .withConfiguration(AutoConfigurations.of(
                    FanoutAutoConfiguration.class, AccessAutoConfiguration.class, RestAutoConfiguration.class));

    @AfterEach
    void logOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void letsEveryRoleCallWhatItMayAndNothingElse() {
        application.run(context -> {
            var endpoints = AllEndpoints.of(context);
            assertThat(endpoints).extracting(RolesTest::rule).containsExactlyInAnyOrderElementsOf(RULES.keySet());
            for (var endpoint : endpoints) {
                var least = LEAST_TO_MOST.indexOf(RULES.get(rule(endpoint)));
                for (var role : LEAST_TO_MOST) {
                    logIn("alice", role);
                    var mayCall = LEAST_TO_MOST.indexOf(role) >= least;
                    assertThat(isLetIn(context, endpoint))
                            .as("%s calls %s", role, endpoint)
                            .isEqualTo(mayCall);
                }
                logIn("alice", "ROLE_USER", "FANOUT_ADMIN");
                assertThat(isLetIn(context, endpoint))
                        .as("a user calls %s", endpoint)
                        .isFalse();
            }
        });
    }

    @Test
    void tellsWhoIsUnknownAndWhoLacksWhichRole() {
        application.run(context -> {
            var nobody = answer(context, request("GET", "/subscriptions"));
            SecurityContextHolder.setContext(new SecurityContextImpl(new AnonymousAuthenticationToken(
                    "key", "anonymous", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS", ADMIN))));
            var anonymous = answer(context, request("GET", "/subscriptions"));
            logIn("alice", VIEWER);
            var viewer = answer(context, request("POST", "/subscriptions/ship/resume"));

            assertThat(nobody).startsWith("401 ").contains("FANOUT-220").contains("/fanout/**");
            assertThat(anonymous).startsWith("401 ");
            assertThat(viewer)
                    .startsWith("403 ")
                    .contains("FANOUT-221")
                    .contains("'alice' may not operate")
                    .contains("ROLE_FANOUT_OPERATOR or ROLE_FANOUT_ADMIN");
        });
    }

    @Test
    void keepsTheTraceOfWhoWasRefused() {
        var audited = new ArrayList<AuditedRequest>();
        application.withBean(Auditor.class, () -> audited::add).run(context -> {
            logIn("alice", VIEWER);
            answer(context, request("POST", "/subscriptions/ship/resume"));

            assertThat(audited)
                    .extracting(AuditedRequest::who, AuditedRequest::status)
                    .containsExactly(tuple("alice", 403));
        });
    }

    @Test
    void refusesTheFormOfAnotherSiteThatOnlyAsks() {
        application.run(context -> {
            logIn("alice", VIEWER);
            var asked = request("POST", "/event-types/ship/try");
            asked.addHeader("Sec-Fetch-Site", "cross-site");

            assertThat(answer(context, asked)).startsWith("403 ").contains("FANOUT-203");
        });
    }

    @FunctionalInterface
    interface Auditor extends ApplicationListener<PayloadApplicationEvent<AuditedRequest>> {

        void audited(AuditedRequest request);

        @Override
        default void onApplicationEvent(PayloadApplicationEvent<AuditedRequest> event) {
            audited(event.getPayload());
        }
    }

    @Test
    void takesOtherAuthoritiesForItsRoles() {
        application
                .withPropertyValues(
                        "fanout.access.roles.viewer=SCOPE_events",
                        "fanout.access.roles.operator=SCOPE_operations",
                        "fanout.access.remote=true")
                .run(context -> {
                    logIn("alice", "SCOPE_events");
                    assertThat(answer(context, request("GET", "/subscriptions")))
                            .startsWith("200 ");
                    assertThat(answer(context, request("POST", "/subscriptions/ship/resume")))
                            .startsWith("403 ");
                    logIn("bob", VIEWER);
                    assertThat(answer(context, request("GET", "/subscriptions")))
                            .startsWith("403 ");
                });
    }

    @Test
    void describesWhichRoleAnEndpointTakes() {
        application.run(context -> {
            logIn("alice", VIEWER);
            var answer = answer(context, request("GET", "/openapi.json"));
            var document = FanoutJson.MAPPER.readTree(answer.substring(4));

            assertThat(document.at("/components/securitySchemes").propertyNames())
                    .containsExactly("basic", "bearer");
            assertThat(document.at("/paths/~1subscriptions/get/security/0/basic/0")
                            .asString())
                    .isEqualTo(VIEWER);
            assertThat(document.at("/paths/~1subscriptions~1{id}~1pause/post/security/1/bearer/0")
                            .asString())
                    .isEqualTo(OPERATOR);
            assertThat(document.at("/components/schemas/PauseRequest/required").toString())
                    .isEqualTo("[\"why\"]");
        });
    }

    @Test
    void hasNothingThatChangesSomethingIfItIsReadOnly() {
        application.withPropertyValues("fanout.access.read-only=true").run(context -> {
            logIn("alice", ADMIN);
            var described = FanoutJson.MAPPER.readTree(
                    answer(context, request("GET", "/openapi.json")).substring(4));
            for (var endpoint : AllEndpoints.of(context)) {
                var changes = !VIEWER.equals(RULES.get(rule(endpoint)));
                assertThat(described.path("paths").path(endpoint.path()).has(lower(endpoint)))
                        .as("%s is described", endpoint)
                        .isEqualTo(!changes);
                if (changes) {
                    assertThat(answer(context, request(endpoint.method().name(), path(endpoint))))
                            .as("calling %s", endpoint)
                            .matches("(404|405) .*");
                }
            }
        });
    }

    private static String rule(Endpoint endpoint) {
        return endpoint.method() + " " + endpoint.path();
    }

    private static String lower(Endpoint endpoint) {
        return endpoint.method().name().toLowerCase(Locale.ROOT);
    }

    /** As far as the gate is concerned: what is asked for is not there. */
    private static boolean isLetIn(AssertableWebApplicationContext context, Endpoint endpoint) throws Exception {
        return !answer(context, request(endpoint.method().name(), path(endpoint)))
                .startsWith("403 ");
    }

    private static String path(Endpoint endpoint) {
        return endpoint.path().replaceAll("[{}]", "");
    }

    private static void logIn(String name, String... authorities) {
        Authentication user = new TestingAuthenticationToken(name, "secret", authorities);
        SecurityContextHolder.setContext(new SecurityContextImpl(user));
    }

    private static MockHttpServletRequest request(String method, String path) {
        var request = new MockHttpServletRequest(method, "/fanout/api/v1" + path);
        request.setContentType(MediaType.APPLICATION_JSON_VALUE);
        request.setContent("{}".getBytes(UTF_8));
        return request;
    }

    /** The status and the body. */
    private static String answer(AssertableWebApplicationContext context, MockHttpServletRequest servlet)
            throws Exception {
        assertThat(context).hasNotFailed();
        var request = ServerRequest.create(servlet, List.of());
        var handler = context.getBean(RouterFunction.class).route(request).orElseThrow();
        var answer = (ServerResponse) ((HandlerFunction<?>) handler).handle(request);
        if (answer instanceof AsyncServerResponse later) {
            answer = later.block();
        }
        var response = new MockHttpServletResponse();
        answer.writeTo(servlet, response, List::of);
        return response.getStatus() + " " + response.getContentAsString();
    }
}
