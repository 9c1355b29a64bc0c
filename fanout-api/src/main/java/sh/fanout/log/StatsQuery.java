package sh.fanout.log;

import org.jspecify.annotations.Nullable;
import sh.fanout.EventPattern;

/**
 * What is counted, and in which steps. Immutable.
 *
 * @param types of this type, or of those that the pattern matches; {@code null} for all
 */
public record StatsQuery(@Nullable EventPattern types, Steps steps) {

    /** What has happened to the events of all types, in steps such as {@link Steps#last}. */
    public static StatsQuery of(Steps steps) {
        return new StatsQuery(null, steps);
    }

    /**
     * The same for the events of a type, or of those that a {@linkplain EventPattern pattern} matches.
     *
     * @throws sh.fanout.FanoutException ({@code FANOUT-001}) if it is no id of a type, ({@code FANOUT-003}) if no pattern
     */
    public StatsQuery ofType(String idOrPattern) {
        return new StatsQuery(EventPattern.ofTypes(idOrPattern), steps);
    }
}
