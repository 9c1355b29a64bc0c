package sh.fanout.examples.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import sh.fanout.Fanout;
import sh.fanout.RateLimitExceededException;
import sh.fanout.examples.ratelimit.Coupons.CouponRequested;
import sh.fanout.examples.testing.Delivered;
import sh.fanout.log.EventQuery;
import sh.fanout.log.Events;

@SpringBootTest(webEnvironment = WebEnvironment.NONE)
class CouponsTest {

    @Autowired
    private Fanout fanout;

    @Autowired
    private Events events;

    @Test
    void takesThreeRequestsAndTellsTheFourthWhenToAskAgain() {
        assertThat(Delivered.events(events, "coupon.requested", 3)).hasSize(3);
        assertThatExceptionOfType(RateLimitExceededException.class)
                .isThrownBy(() -> fanout.publish(new CouponRequested("trudy")))
                .satisfies(it -> assertThat(it.retryAfter()).isBetween(Duration.ofMinutes(50), Duration.ofHours(1)));
        assertThat(events.page(EventQuery.ALL).events()).hasSize(3);
    }
}
