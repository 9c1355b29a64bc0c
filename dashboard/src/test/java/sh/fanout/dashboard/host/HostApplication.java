package sh.fanout.dashboard.host;

import static org.springframework.security.config.Customizer.withDefaults;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import sh.fanout.spring.FanoutAutoConfiguration;
import sh.fanout.spring.actuate.ActuateAutoConfiguration;
import sh.fanout.spring.rest.RestAutoConfiguration;

/** An application that has pages, templates, a login, an error page and files of its own. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        exclude = {FanoutAutoConfiguration.class, RestAutoConfiguration.class, ActuateAutoConfiguration.class},
        excludeName = "io.temporal.spring.boot.autoconfigure.ServiceStubsAutoConfiguration")
@Import({Ports.class, HostApplication.Views.class, HostApplication.Login.class})
class HostApplication {

    @Controller
    static class Views {

        @GetMapping("/")
        String home(Model model) {
            model.addAttribute("name", "the host");
            return "home";
        }

        @GetMapping("/login")
        String login() {
            return "login";
        }

        @GetMapping("/framed")
        String framed() {
            return "frame";
        }

        @GetMapping("/fanout/of-the-host")
        String below(Model model) {
            return home(model);
        }

        @GetMapping("/broken")
        String broken() {
            throw new IllegalStateException("broken on purpose");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty("host.secured")
    static class Login {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/fanout/**")
                            .authenticated()
                            .anyRequest()
                            .permitAll())
                    .formLogin(form -> form.loginPage("/login"))
                    .httpBasic(withDefaults())
                    .build();
        }

        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(user("vera", "FANOUT_VIEWER"), user("otto", "FANOUT_OPERATOR"));
        }

        private static UserDetails user(String name, String role) {
            return User.withUsername(name).password("{noop}" + name).roles(role).build();
        }
    }
}
