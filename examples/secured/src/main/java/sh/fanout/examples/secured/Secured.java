package sh.fanout.examples.secured;

import static org.springframework.security.config.Customizer.withDefaults;

import jakarta.servlet.DispatcherType;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import sh.fanout.Event;
import sh.fanout.Subscribe;

/** An application with pages of its own behind a login, and Fanout's endpoints for those who have a role. */
@SpringBootApplication
public class Secured {

    @Bean
    @Order(1)
    SecurityFilterChain fanoutSecurity(HttpSecurity http) throws Exception {
        return http.securityMatcher("/fanout/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .httpBasic(withDefaults())
                .csrf(csrf -> csrf.disable()) // Fanout itself refuses what the pages of other sites send
                .build();
    }

    @Bean
    UserDetailsService users() {
        return new InMemoryUserDetailsManager(
                User.withUsername("vera")
                        .password("{noop}v")
                        .roles("FANOUT_VIEWER")
                        .build(),
                User.withUsername("otto")
                        .password("{noop}o")
                        .roles("FANOUT_OPERATOR")
                        .build());
    }

    /** The application's own, as it was before. */
    @Bean
    @Order(2)
    SecurityFilterChain pages(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll() // else a 401 of the other chain would end at the login page
                        .anyRequest()
                        .authenticated())
                .formLogin(withDefaults())
                .build();
    }

    @Event("order.created")
    record OrderCreated(String orderId) {}

    @Subscribe("ship")
    void ship(OrderCreated order) {}

    public static void main(String[] arguments) {
        SpringApplication.run(Secured.class, arguments);
    }
}
