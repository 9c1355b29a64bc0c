package sh.fanout.examples.ratelimit;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import sh.fanout.Event;
import sh.fanout.Fanout;
import sh.fanout.RateLimit;
import sh.fanout.RateLimitExceededException;
import sh.fanout.Subscribe;

/** Four customers ask for a coupon, of which there are three an hour. */
@SpringBootApplication
public class Coupons {

    private static final Logger logger = LoggerFactory.getLogger(Coupons.class);

    @Event(value = "coupon.requested", rateLimit = @RateLimit(limit = 3, window = "1h"))
    public record CouponRequested(String customer) {}

    @Component
    static class Subscribers {

        @Subscribe("send-coupon")
        void send(CouponRequested request) {
            logger.info("a coupon for {}", request.customer());
        }
    }

    @Service
    static class Desk {
        private final Fanout fanout;

        Desk(Fanout fanout) {
            this.fanout = fanout;
        }

        void request(String customer) {
            try {
                fanout.publish(new CouponRequested(customer));
            } catch (RateLimitExceededException exceeded) {
                logger.info("{} may ask again in {}", customer, exceeded.retryAfter());
            }
        }
    }

    @Bean
    ApplicationRunner publish(Desk desk) {
        return arguments -> List.of("ada", "bob", "eve", "mallory").forEach(desk::request);
    }

    public static void main(String[] arguments) {
        SpringApplication.run(Coupons.class, arguments);
    }
}
