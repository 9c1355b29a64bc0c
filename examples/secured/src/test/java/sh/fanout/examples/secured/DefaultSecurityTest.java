package sh.fanout.examples.secured;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.SecurityFilterChain;

/** An application that has Spring Security and leaves everything to Spring Boot. */
@SpringBootTest(
        classes = DefaultSecurityTest.App.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"spring.security.user.name=una", "spring.security.user.password=u"})
class DefaultSecurityTest {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class App {}

    @LocalServerPort
    int port;

    @Test
    void isGuardedAsItWouldBeWithoutFanout(@Autowired SecurityFilterChain theOnlyChain) throws Exception {
        assertThat(theOnlyChain).isNotNull();
        assertThat(new Visit(port, null).get("/").statusCode()).isEqualTo(401);
        assertThat(new Visit(port, null).get("/login").body()).contains("Please sign in");
        assertThat(new Visit(port, "una:u").get("/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void letsNobodyInWhoHasNoRole() throws Exception {
        var answer = new Visit(port, "una:u").get("/fanout/api/v1/events");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("FANOUT-221", "ROLE_FANOUT_VIEWER");
    }
}
