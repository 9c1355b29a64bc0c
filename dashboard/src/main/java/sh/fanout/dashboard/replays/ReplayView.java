package sh.fanout.dashboard.replays;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.FanoutException;
import sh.fanout.dashboard.page.Refusal;
import sh.fanout.dashboard.page.Zone;

/**
 * What the page of a new replay shows.
 *
 * @param stage the stage that is asked for
 * @param types the ids of all event types
 * @param subscriptions the ids of all subscriptions that receive events
 * @param refusal why it cannot go on; {@code null} if it can
 */
public record ReplayView(
        Wish wish,
        Stage stage,
        List<String> types,
        List<String> subscriptions,
        @Nullable Refusal refusal,
        Instant now) {

    public ReplayView {
        types = List.copyOf(types);
        subscriptions = List.copyOf(subscriptions);
    }

    /** A time of the wish as a field has it; as it was typed if it is none. */
    public String field(String name, Zone zone) {
        var time = time(name, zone);
        return time == null ? wish.field(name) : zone.field(time);
    }

    /** A time of the wish; {@code null} if it has none, or what is none. */
    public @Nullable Instant time(String name, Zone zone) {
        var text = wish.text(name);
        try {
            return text == null ? null : zone.read(text);
        } catch (FanoutException none) {
            return null;
        }
    }
}
