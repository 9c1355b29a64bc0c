package sh.fanout.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import sh.fanout.EventType;

class SubscriptionTest {

    private static final EventType<String> NOTE = EventType.of("note", String.class);

    @Test
    @SuppressWarnings("NullAway") // The handlers look at no context.
    void runsAHandlerThatReturnsNothing() throws Exception {
        var notes = new Notes();
        var read = Subscription.to(NOTE).id("read").handlerWithoutOutput((note, context) -> notes.read(note));

        assertThat(read.handler().handle("a", null)).isNull();

        assertThat(notes.all).containsExactly("a");
        assertThat(read.place()).isEqualTo(SubscriptionTest.class.getName());
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> read.handler().handle("", null));
    }

    private static final class Notes {

        private final List<String> all = new ArrayList<>();

        void read(String note) throws IOException {
            if (note.isEmpty()) {
                throw new IOException("nothing to read");
            }
            all.add(note);
        }
    }
}
