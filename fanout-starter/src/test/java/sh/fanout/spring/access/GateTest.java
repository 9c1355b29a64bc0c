package sh.fanout.spring.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import sh.fanout.FanoutException;
import sh.fanout.spring.FanoutAutoConfiguration;
import sh.fanout.spring.rest.RestAutoConfiguration;

/** Who may use the endpoints where nothing, or Spring Security, or a setting says so. */
class GateTest {

    private final WebApplicationContextRunner application = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    FanoutAutoConfiguration.class, AccessAutoConfiguration.class, RestAutoConfiguration.class));

    @Test
    void refusesOthersUnlessSomethingElseGuards() {
        application.run(context -> assertThat(statusForAStranger(context)).isEqualTo(403));
        application
                .withBean("springSecurityFilterChain", Object.class, Object::new)
                .run(context -> assertThat(statusForAStranger(context)).isEqualTo(401));
        application
                .withClassLoader(
                        new FilteredClassLoader("org.springframework.security", "org.springframework.boot.actuate"))
                .run(context -> assertThat(statusForAStranger(context)).isEqualTo(403));
        application
                .withPropertyValues("fanout.access.remote=true")
                .run(context -> assertThat(statusForAStranger(context)).isEqualTo(200));
    }

    @Test
    void isNotThereWhereItIsSwitchedOff() {
        application
                .withPropertyValues("fanout.rest.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(RouterFunction.class));
        application
                .withPropertyValues("fanout.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(RouterFunction.class));
    }

    @Test
    void looksBehindAWrapperThatForwardsAnAddress() {
        var stranger = request("203.0.113.9");
        var wrapped = new HttpServletRequestWrapper(stranger) {
            @Override
            public String getRemoteAddr() {
                return "127.0.0.1";
            }
        };

        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(() -> Gate.loopback().admit(wrapped, Access.VIEW));
    }

    @Test
    void doesNotBelieveAnAddressThatTomcatTookFromAHeader() {
        var forwarded = request("127.0.0.1");
        forwarded.setAttribute("org.apache.tomcat.request.forwarded", true);

        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(() -> Gate.loopback().admit(forwarded, Access.VIEW));
        assertThatNoException().isThrownBy(() -> Gate.loopback().admit(request("0:0:0:0:0:0:0:1"), Access.VIEW));
    }

    @Test
    void takesTheProxyOfAServiceMeshForOthers() {
        assertRefused(request("127.0.0.6"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Forwarded", "via", "X-Real-IP", "X-Forwarded-Proto", "X-Envoy-External-Address"})
    void takesForOthersWhoeverSaysThatHeForwards(String header) {
        var forwarded = request("127.0.0.1");
        forwarded.addHeader(header, "something");

        assertRefused(forwarded);
    }

    @Test
    void takesForOthersWhoSpeaksAsAProxyThatWasNotToldToSayMore() {
        var forwarded = request("127.0.0.1");
        forwarded.setProtocol("HTTP/1.0");

        assertRefused(forwarded);
    }

    @Test
    void doesNotTakeAFormOfAnotherSiteForALink() {
        var posted = request("127.0.0.1");
        posted.setMethod("POST");
        posted.addHeader("Sec-Fetch-Site", "cross-site");
        posted.addHeader("Sec-Fetch-Mode", "navigate");
        posted.addHeader("Sec-Fetch-Dest", "document");

        assertRefused(posted);
    }

    @Test
    void letsWhoeverFollowsALinkLookButNotAct() {
        var followed = request("127.0.0.1");
        followed.addHeader("Sec-Fetch-Site", "cross-site");
        followed.addHeader("Sec-Fetch-Mode", "navigate");
        followed.addHeader("Sec-Fetch-Dest", "document");

        assertThatNoException().isThrownBy(() -> Gate.loopback().admit(followed, Access.VIEW));
        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(() -> Gate.loopback().admit(followed, Access.OPERATE));
    }

    private static void assertRefused(MockHttpServletRequest request) {
        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(() -> Gate.loopback().admit(request, Access.VIEW));
    }

    private static int statusForAStranger(AssertableWebApplicationContext context) throws Exception {
        assertThat(context).hasNotFailed();
        var request = ServerRequest.create(request("203.0.113.9"), List.of());
        var handler = context.getBean(RouterFunction.class).route(request).orElseThrow();
        return ((HandlerFunction<?>) handler).handle(request).statusCode().value();
    }

    private static MockHttpServletRequest request(String address) {
        var request = new MockHttpServletRequest("GET", "/fanout/api/v1/events");
        request.setRemoteAddr(address);
        return request;
    }
}
