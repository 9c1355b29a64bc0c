package sh.fanout.dashboard.page;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The time zone in which a visitor sees every time. */
public record Zone(ZoneId id) {

    static final Zone UTC = new Zone(ZoneOffset.UTC);

    private static final DateTimeFormatter MOMENT = english("d MMM, HH:mm:ss");
    private static final DateTimeFormatter EXACT = english("d MMM, HH:mm:ss.SSS");
    private static final DateTimeFormatter DAY = english("d MMM");
    private static final DateTimeFormatter MINUTE = english("HH:mm");
    private static final DateTimeFormatter CLOCK = english("HH:mm:ss.SSS");

    /** The zone of this name, as a cookie says it; UTC if there is none such. */
    static Zone of(@Nullable String name) {
        try {
            return name == null ? UTC : new Zone(ZoneId.of(name.replace('~', '/')));
        } catch (DateTimeException e) {
            return UTC;
        }
    }

    public boolean isUtc() {
        return id.equals(ZoneOffset.UTC);
    }

    /** Day and time. */
    public String moment(Instant time) {
        return MOMENT.format(time.atZone(id));
    }

    /** Day and time, to the millisecond. */
    public String exact(Instant time) {
        return EXACT.format(time.atZone(id));
    }

    /** Only the time, to the millisecond. */
    public String clock(Instant time) {
        return CLOCK.format(time.atZone(id));
    }

    /** Only the time, to the minute. */
    public String minute(Instant time) {
        return MINUTE.format(time.atZone(id));
    }

    public String day(Instant time) {
        return DAY.format(time.atZone(id));
    }

    /** How far it is from UTC at some time, such as {@code UTC+01:00}. */
    public String offset(Instant time) {
        var offset = id.getRules().getOffset(time);
        return offset.equals(ZoneOffset.UTC) ? "UTC" : "UTC" + offset;
    }

    private static DateTimeFormatter english(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }
}
