package sh.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sh.fanout.subscription.Subscription;

/** Names become workflow ids, task queues, addresses and text of pages: what could be more there is no name. */
class DeclaredNamesTest {

    private static final EventType<String> TYPE = EventType.of("order.created", String.class);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "..",
                "../events",
                "a/b",
                "a b",
                "a\u0000",
                "a\n",
                "a\u202Eb",
                "päckchen",
                "%2e%2e",
                "a?b#c",
                "a'b",
                "a`b",
                "${a}",
                "{{a}}",
                "\"><script>window.pwned=1</script>",
                "javascript:window.pwned=1//"
            })
    void refusesWhatCouldBeMoreThanAName(String name) {
        refuses(ErrorCode.INVALID_EVENT_TYPE, () -> EventType.of(name, String.class));
        refuses(ErrorCode.INVALID_EVENT_TYPE, () -> TYPE.stream(name));
        refuses(ErrorCode.INVALID_SUBSCRIPTION, () -> subscribe(name, null));
        refuses(ErrorCode.INVALID_SUBSCRIPTION, () -> subscribe("bill", name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bill", "Bill_2", "-a", "0"})
    void admitsNamesThatAreOne(String name) {
        assertThat(EventType.of(name, String.class).id()).isEqualTo(name);
        assertThat(subscribe(name, name).id()).isEqualTo(name);
    }

    private static Subscription<String> subscribe(String id, @Nullable String consumerGroup) {
        var builder = Subscription.to(TYPE).id(id);
        return (consumerGroup == null ? builder : builder.consumerGroup(consumerGroup))
                .handler((text, context) -> null);
    }

    private static void refuses(ErrorCode code, ThrowingCallable declaration) {
        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(declaration)
                .satisfies(it -> assertThat(it.code()).isEqualTo(code));
    }
}
