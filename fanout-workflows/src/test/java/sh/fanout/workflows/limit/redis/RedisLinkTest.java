package sh.fanout.workflows.limit.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.ScriptOutputType;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "READONLY You can't write against a read only replica.",
                "LOADING Redis is loading the dataset in memory",
                "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
                "ERR Error running script: @user_script: 1: -READONLY You can't write against a read only replica."
            })
    void givesUpAConnectionToANodeThatServesNobody(String answer) {
        try (var link = new RedisLink(RealRedis.shared().url(), PATIENCE, Duration.ZERO)) {
            var before = connection(link);

            isRefused(link, answer);
            isRefused(link, answer);

            assertThat(connection(link)).isNotEqualTo(before);
        }
    }

    @Test
    void keepsTheConnectionToANodeThatRefusesAQuestion() {
        try (var link = new RedisLink(RealRedis.shared().url(), PATIENCE, Duration.ZERO)) {
            var before = connection(link);

            isRefused(link, "OOM command not allowed when used memory > 'maxmemory'.");
            isRefused(link, "OOM command not allowed when used memory > 'maxmemory'.");

            assertThat(connection(link)).isEqualTo(before);
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

    private static long connection(RedisLink link) {
        return link.ask(redis -> redis.async().clientId().toCompletableFuture());
    }

    private static void isRefused(RedisLink link, String answer) {
        var script = "return redis.error_reply(ARGV[1])";
        assertThatThrownBy(() -> link.ask(redis -> redis.async()
                        .eval(script, ScriptOutputType.STATUS, new String[0], answer.getBytes(UTF_8))
                        .toCompletableFuture()))
                .isInstanceOf(LimiterUnreachableException.class)
                .hasMessageContaining(answer);
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
