package sh.fanout.dashboard.page;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.spring.web.Times;

/** The time zone in which a visitor sees every time. */
public record Zone(ZoneId id) {

    static final Zone UTC = new Zone(ZoneOffset.UTC);

    private static final DateTimeFormatter MOMENT = english("d MMM, HH:mm:ss");
    private static final DateTimeFormatter EXACT = english("d MMM, HH:mm:ss.SSS");
    private static final DateTimeFormatter DAY = english("d MMM");
    private static final DateTimeFormatter MINUTE = english("HH:mm");
    private static final DateTimeFormatter FIELD = english("yyyy-MM-dd'T'HH:mm:ss");
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

    /** A step of a count, by where it begins; only a day that is one in this zone is known by its date. */
    public String step(Instant from, Duration length) {
        var begin = from.atZone(id);
        return length.equals(Duration.ofDays(1)) && begin.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? "on " + DAY.format(begin)
                : "from %s, %s on".formatted(DAY.format(begin), MINUTE.format(begin));
    }

    /** What stands below a mark of an axis that is so long. */
    public String tick(Instant time, Duration axis) {
        return axis.compareTo(Duration.ofDays(2)) > 0 ? day(time) : minute(time);
    }

    /** How far it is from UTC at some time, such as {@code UTC+01:00}. */
    public String offset(Instant time) {
        var offset = id.getRules().getOffset(time);
        return offset.equals(ZoneOffset.UTC) ? "UTC" : "UTC" + offset;
    }

    /** A time as a field of a form has it: without its offset. */
    public String field(Instant time) {
        return FIELD.format(time.atZone(id));
    }

    /**
     * A time that an address or a form gives: with its offset, or as it is in this zone. Where clocks go back it is the first of
     * the two, and what they leave out is as much later.
     *
     * @throws FanoutException ({@code FANOUT-201}) if it is no time
     */
    public Instant read(String text) {
        try {
            var time = DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            return Times.require(
                    time instanceof OffsetDateTime exact
                            ? exact.toInstant()
                            : LocalDateTime.from(time).atZone(id).toInstant());
        } catch (DateTimeException e) {
            throw new FanoutException(
                    ErrorCode.INVALID_REQUEST,
                    "'%s' is no time.".formatted(text),
                    "Write it as 2026-11-27T15:30, or with its offset as 2026-11-27T14:30:00Z.",
                    e);
        }
    }

    private static DateTimeFormatter english(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }
}
