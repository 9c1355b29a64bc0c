package sh.fanout.spring.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class CallerTraceTest {

    private static final String CALLERS = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void isThereWhileTheRequestIsWorkedOn() {
        assertThat(CallerTrace.within(CALLERS, CallerTrace::current)).isEqualTo(CALLERS);
        assertThat(CallerTrace.current()).isNull();
    }

    @Test
    void doesNotBelieveWhatIsNoTraceContext() {
        for (var text : new String[] {
            "",
            "00",
            CALLERS.toUpperCase(Locale.ROOT),
            CALLERS + "-x",
            CALLERS.replaceFirst("00", "ff"),
            "00-00000000000000000000000000000000-b7ad6b7169203331-01",
            "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01"
        }) {
            assertThat(CallerTrace.within(text, CallerTrace::current)).as(text).isNull();
        }
    }
}
