package sh.fanout;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exceptions travel: with a session, to another process, into a cache. */
class SerializedExceptionTest {

    private static final EventEnvelope EVENT = EventEnvelope.of("e-1", "order.created", "{}", Instant.EPOCH);

    static Stream<FanoutException> exceptions() {
        return Stream.of(
                new FanoutException(ErrorCode.NOT_FOUND, "There is no such thing.", "Look for another."),
                new IdempotencyConflictException("order.created", "order-1", "e-1"),
                new InvalidPayloadException("order.created", List.of(new Violation("/id", "needs a string"))),
                new LaneFullException("orders", "cust-1"),
                new PublishFailedException(EVENT, true, new IOException("lost")),
                new RateLimitExceededException(
                        "order.created", RateLimitPolicy.of(100, Duration.ofMinutes(1)), Duration.ofSeconds(3)),
                new UnknownEventTypeException("order.creatd", List.of("order.created")));
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void saysWhatItSaidBefore(FanoutException exception) throws Exception {
        var read = (FanoutException) read(written(exception));

        assertThat(read).hasSameClassAs(exception).hasMessage(exception.getMessage());
        for (var accessor : accessors(exception)) {
            assertThat(accessor.invoke(read)).as(accessor.getName()).isNotNull().isEqualTo(accessor.invoke(exception));
        }
    }

    @Test
    void isOfAnyKindThatThereIs() {
        var all = new ClassFileImporter()
                .importPackages("sh.fanout").stream()
                        .filter(it -> it.isAssignableTo(FanoutException.class))
                        .map(it -> it.getName())
                        .collect(toSet());

        assertThat(exceptions()).extracting(it -> it.getClass().getName()).containsExactlyInAnyOrderElementsOf(all);
    }

    private static List<Method> accessors(FanoutException exception) {
        return Arrays.stream(exception.getClass().getMethods())
                .filter(it -> FanoutException.class.isAssignableFrom(it.getDeclaringClass()))
                .filter(it -> it.getParameterCount() == 0 && !Modifier.isStatic(it.getModifiers()))
                .toList();
    }

    private static byte[] written(Object object) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    private static Object read(byte[] bytes) throws IOException, ClassNotFoundException {
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }
}
