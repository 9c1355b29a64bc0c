package sh.fanout.spring.rest;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.config.annotation.PathMatchConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import sh.fanout.Event;
import sh.fanout.RateLimit;
import sh.fanout.Retry;
import sh.fanout.Subscribe;
import sh.fanout.subscription.RejectedEventException;

/** An application that has its own idea of how everything is answered. */
@SpringBootApplication
class RestApplication {

    @Event("order.created")
    record Order(String orderId, int amount) {}

    @Event("order.refused")
    record Refused(String why) {}

    @Event("note")
    record Note(String text) {}

    @Event("listed")
    record Listed(String text) {}

    @Event(value = "limited", rateLimit = @RateLimit(limit = 1, window = "3s"))
    record Limited(String text) {}

    @Event("order.shipped")
    record Shipped(String customerId, int weight) {}

    record Sent(String messageId) {}

    @Subscribe("send-receipt")
    Sent sendReceipt(Order order) {
        return new Sent("m-" + order.orderId());
    }

    @Subscribe(value = "refuse", retry = @Retry(attempts = 1))
    void refuse(Refused refused) {
        throw new RejectedEventException(refused.why());
    }

    @Subscribe(
            value = "tell-customer",
            filter = "{\"weight\": [{\"$gte\": 1000}]}",
            consumerGroup = "tellers",
            concurrency = 3,
            rateLimit = {
                @RateLimit(limit = 100, window = "1m"),
                @RateLimit(limit = 5, window = "1s", key = "customerId")
            })
    void tellCustomer(Shipped shipped) {}

    @RestController
    static class CatchAll {

        @RequestMapping("/**")
        String caught() {
            return "caught";
        }
    }

    @RestControllerAdvice
    static class OwnErrors {

        @ExceptionHandler
        String failed(Exception e) {
            return "own error";
        }
    }

    @Bean
    WebMvcConfigurer prefix() {
        return new WebMvcConfigurer() {
            @Override
            public void configurePathMatch(PathMatchConfigurer paths) {
                paths.addPathPrefix("/own", type -> true);
            }
        };
    }
}
