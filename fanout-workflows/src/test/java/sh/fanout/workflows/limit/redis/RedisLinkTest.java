package sh.fanout.workflows.limit.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import sh.fanout.workflows.limit.LimiterUnreachableException;
import sh.fanout.workflows.testing.Forwarder;
import sh.fanout.workflows.testing.RealRedis;

class RedisLinkTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void givesUpAConnectionThatHasGoneSilent() throws IOException {
        try (var way = new Forwarder(URI.create(RealRedis.shared().url()));
                var link =
                        new RedisLink("redis://" + way.authority(), Duration.ofMillis(200), Duration.ofMillis(500))) {
            await().atMost(PATIENCE).until(() -> answers(link));

            way.mute();
            assertThat(catchThrowable(() -> ping(link)))
                    .isInstanceOf(LimiterUnreachableException.class)
                    .hasMessageContaining("no answer within 200 ms");

            await().atMost(PATIENCE).until(() -> answers(link));
        }
    }

    @Test
    void doesNotTakeAnInterruptionForAnOutage() {
        try (var link = new RedisLink(RealRedis.shared().url(), PATIENCE, PATIENCE)) {
            Thread.currentThread().interrupt();

            assertThat(ping(link)).isEqualTo("PONG");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static boolean answers(RedisLink link) {
        try {
            return ping(link).equals("PONG");
        } catch (LimiterUnreachableException e) {
            return false;
        }
    }

    private static String ping(RedisLink link) {
        return link.ask(redis -> redis.async().ping().toCompletableFuture());
    }
}
