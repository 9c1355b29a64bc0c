package sh.fanout.workflows.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which failures are alike. */
class FingerprintTest {

    private static final String[] APPLICATION = {"shop.Mail#send", "shop.Subscribers#receipt"};

    @Test
    void isTheSameForWhatDiffersFromEventToEventOnly() {
        assertThat(of(new IllegalStateException("order o-17 of a@b.c at 10.0.0.7:8080 took 3.5 s"), APPLICATION))
                .isEqualTo(of(
                        new IllegalStateException("order o-18 of long.name@mail.example at 10.0.0.8:80 took 12 s"),
                        APPLICATION));
    }

    @Test
    void tellsTypesMessagesPlacesAndCausesApart() {
        var one = of(new IllegalStateException("no mail"), APPLICATION);

        assertThat(of(new IllegalArgumentException("no mail"), APPLICATION)).isNotEqualTo(one);
        assertThat(of(new IllegalStateException("no host"), APPLICATION)).isNotEqualTo(one);
        assertThat(of(new IllegalStateException("no mail"), "shop.Mail#receive"))
                .isNotEqualTo(one);
        assertThat(of(new IllegalStateException("no mail", new RuntimeException("no mail")), APPLICATION))
                .isNotEqualTo(one);
    }

    @Test
    void doesNotSeeWhatEachStartNamesAnew() {
        assertThat(of(
                        new IllegalStateException("x"),
                        "shop.Mail$$SpringCGLIB$$0#send",
                        "shop.Mail#send",
                        "shop.Mail$$Lambda/0x00007f12#apply",
                        "jdk.proxy2.$Proxy12#call",
                        "shop.Mail#lambda$send$3"))
                .isEqualTo(of(
                        new IllegalStateException("x"),
                        "shop.Mail#send",
                        "org.springframework.aop.X#proceed",
                        "shop.Mail#lambda$send$7"));
        assertThat(of(new IllegalStateException("x"), "shop.Mail#lambda$send$3"))
                .isNotEqualTo(of(new IllegalStateException("x"), "shop.Mail#lambda$receive$3"));
    }

    @Test
    void namesItsAlgorithmAndSurvivesWhatIsOdd() {
        var loop = new IllegalStateException((String) null);
        loop.initCause(new RuntimeException("x", loop));

        assertThat(of(new IllegalStateException("x".repeat(1_000_000)))).matches("1-[0-9a-f]{16}");
        assertThat(of(loop)).matches("1-[0-9a-f]{16}");
        assertThat(of(new StackOverflowError())).matches("1-[0-9a-f]{16}");
        assertThat(Fingerprint.of(thrown(() -> Integer.parseInt("x")))).matches("1-[0-9a-f]{16}");
    }

    @Test
    void isAnotherOneWithinEachSubscription() {
        var failure = of(new IllegalStateException("no mail"), APPLICATION);

        assertThat(Fingerprint.within("mail", failure))
                .isEqualTo(Fingerprint.within("mail", failure))
                .isNotEqualTo(Fingerprint.within("bill", failure))
                .matches("1-[0-9a-f]{16}");
        assertThat(Fingerprint.within("mail", failure))
                .isNotEqualTo(Fingerprint.within("mail", of(new IllegalStateException("no host"), APPLICATION)));
    }

    private static Throwable thrown(Callable<?> call) {
        try {
            call.call();
            throw new AssertionError("nothing was thrown");
        } catch (Exception e) {
            return e;
        }
    }

    private static String of(Throwable failure, String... frames) {
        var stack = IntStream.range(0, frames.length)
                .mapToObj(i -> frame(frames[i], i + 1))
                .toArray(StackTraceElement[]::new);
        Frames.chain(failure).forEach(it -> it.setStackTrace(stack));
        return Fingerprint.of(failure);
    }

    private static StackTraceElement frame(String place, int line) {
        var hash = place.indexOf('#');
        return new StackTraceElement(place.substring(0, hash), place.substring(hash + 1), "File.java", line);
    }
}
