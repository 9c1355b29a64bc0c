package sh.fanout.workflows.limit.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.workflows.limit.LimiterUnreachableException;

/**
 * The one connection to a Redis, which is made in the background and mended by itself: a call gets its answer in time, or
 * fails.
 */
final class RedisLink implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final int MAX_UNANSWERED = 10_000;

    /** How a node answers that is a replica or not ready; old ones quote it behind the name of the script. */
    private static final Pattern SERVES_NOBODY = Pattern.compile("(^|-)(READONLY|LOADING|MASTERDOWN) ");

    private final ClientResources resources;
    private final RedisClient client;
    private final RedisURI address;
    private final String place;
    private final Duration answerTimeout;
    private final Duration patience;
    private CompletableFuture<StatefulRedisConnection<String, byte[]>> connection;
    private volatile boolean useless;
    private long uselessSince;

    /**
     * @param answerTimeout how long a question may take
     * @param patience how long a connection may leave questions unanswered, or lead to a node that serves nobody, before it is
     *     given up for a new one
     * @throws FanoutException ({@code FANOUT-010}) if the URL cannot be understood
     */
    RedisLink(String url, Duration answerTimeout, Duration patience) {
        place = url.replaceFirst("^.*(//|@)", "").replaceFirst("[?#].*", "");
        address = address(url, place);
        address.setTimeout(CONNECT_TIMEOUT);
        this.answerTimeout = answerTimeout;
        this.patience = patience;
        resources = ClientResources.builder()
                .reconnectDelay(
                        Delay.equalJitter(Duration.ofMillis(100), Duration.ofSeconds(1), 50, TimeUnit.MILLISECONDS))
                .build();
        client = RedisClient.create(resources);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                // Else what was under way when a connection broke would run again on the next, for a second slot.
                .replayFilter(command -> true)
                .requestQueueSize(MAX_UNANSWERED)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(CONNECT_TIMEOUT)
                        .keepAlive(true)
                        .build())
                .build());
        connection = connect();
    }

    private static RedisURI address(String url, String place) {
        try {
            return RedisURI.create(url);
        } catch (RuntimeException e) {
            // The cause stays out: its message has the whole URL, and the password with it.
            throw new FanoutException(
                    ErrorCode.INVALID_SETTING,
                    "The URL of the Redis at '%s' cannot be understood.".formatted(place),
                    "Write it as redis://host:6379, or rediss://user:password@host:6380 with TLS.");
        }
    }

    /** Such as {@code Redis at localhost:6379}; without the password. */
    String describe() {
        return "Redis at " + place;
    }

    /**
     * The answer to a question, in time.
     *
     * @throws LimiterUnreachableException if there is none; the question may be answered later, to nobody
     */
    <T> T ask(Function<StatefulRedisConnection<String, byte[]>, CompletableFuture<T>> question) {
        try {
            var answer = await(connected().thenCompose(question));
            useless = false;
            return answer;
        } catch (TimeoutException e) {
            noteUseless();
            var failure = new TimeoutException("no answer within %d ms".formatted(answerTimeout.toMillis()));
            throw new LimiterUnreachableException(describe(), failure);
        } catch (ExecutionException | CancellationException e) {
            if (servesNobody(e)) {
                noteUseless();
            }
            throw new LimiterUnreachableException(describe(), e);
        }
    }

    /** Lets an interruption wait for so short a time: to stop for it would look like an outage to all others. */
    private <T> T await(CompletableFuture<T> answer) throws ExecutionException, TimeoutException {
        var end = System.nanoTime() + answerTimeout.toNanos();
        var interrupted = false;
        try {
            while (true) {
                try {
                    return answer.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized CompletableFuture<StatefulRedisConnection<String, byte[]>> connected() {
        if (connection.isCompletedExceptionally()) {
            connection = connect();
        }
        return connection;
    }

    private CompletableFuture<StatefulRedisConnection<String, byte[]>> connect() {
        try {
            return client.connectAsync(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE), address)
                    .toCompletableFuture();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static boolean servesNobody(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(it ->
                        SERVES_NOBODY.matcher(String.valueOf(it.getMessage())).find());
    }

    /**
     * A connection whose other end is gone without a word is noticed by TCP after a quarter of an hour only, and one to a
     * master that has become a replica never breaks, though its name or proxy leads new ones to the next master.
     */
    private synchronized void noteUseless() {
        var now = System.nanoTime();
        if (!useless) {
            useless = true;
            uselessSince = now;
        } else if (now - uselessSince > patience.toNanos()) {
            var unused = connection.thenCompose(StatefulConnection::closeAsync);
            connection = connect();
            useless = false;
        }
    }

    @Override
    public void close() {
        client.shutdown(0, 2, TimeUnit.SECONDS);
        resources.shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
