package sh.fanout.workflows.schema;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.everit.json.schema.FormatValidator;
import org.everit.json.schema.internal.DateFormatValidator;
import org.everit.json.schema.internal.DateTimeFormatValidator;
import org.everit.json.schema.internal.HostnameFormatValidator;
import org.everit.json.schema.internal.IPV4Validator;
import org.everit.json.schema.internal.IPV6Validator;
import org.everit.json.schema.internal.JsonPointerFormatValidator;
import org.everit.json.schema.internal.RegexFormatValidator;
import org.everit.json.schema.internal.RelativeJsonPointerFormatValidator;
import org.everit.json.schema.internal.TimeFormatValidator;
import org.everit.json.schema.internal.URIFormatValidator;
import org.everit.json.schema.internal.URIReferenceFormatValidator;
import org.everit.json.schema.internal.URITemplateFormatValidator;

/** The values of {@code format} that are known, and therefore checked. */
final class Formats {

    // Beyond it some checks take their time: 'uri-template' five minutes for a megabyte.
    private static final int MAX_LENGTH = 2_000;

    private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    // ISO 8601, with the signs and fractions that java.time writes.
    private static final Pattern DURATION =
            Pattern.compile("[-+]?P(?=.)([-+]?\\d+Y)?([-+]?\\d+M)?([-+]?\\d+W)?([-+]?\\d+D)?"
                    + "(T(?=.)([-+]?\\d+H)?([-+]?\\d+M)?([-+]?\\d+([.,]\\d{1,9})?S)?)?");

    // The built-in check knows a list of top-level domains, and refuses internal and newer ones.
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");

    private static final Map<String, FormatValidator> BY_NAME = new TreeMap<>();

    static {
        add("date", accepting(new DateFormatValidator()));
        add("date-time", accepting(new DateTimeFormatValidator()).and(Formats::isOnTheCalendar));
        add("duration", DURATION.asMatchPredicate());
        add("email", EMAIL.asMatchPredicate());
        add("hostname", accepting(new HostnameFormatValidator()));
        add("idn-email", EMAIL.asMatchPredicate());
        add("ipv4", accepting(new IPV4Validator()));
        add("ipv6", accepting(new IPV6Validator()));
        add("json-pointer", accepting(new JsonPointerFormatValidator()));
        add("regex", accepting(new RegexFormatValidator()));
        add("relative-json-pointer", accepting(new RelativeJsonPointerFormatValidator()));
        add("time", accepting(new TimeFormatValidator()));
        add("uri", accepting(new URIFormatValidator(false)));
        add("uri-reference", accepting(new URIReferenceFormatValidator()));
        add("uri-template", accepting(new URITemplateFormatValidator()));
        add("uuid", UUID.asMatchPredicate());
    }

    private Formats() {}

    static Collection<FormatValidator> all() {
        return BY_NAME.values();
    }

    static Collection<String> names() {
        return BY_NAME.keySet();
    }

    private static Predicate<String> accepting(FormatValidator validator) {
        return subject -> {
            try {
                return validator.validate(subject).isEmpty();
            } catch (RuntimeException e) {
                return false;
            }
        };
    }

    // The built-in check takes the 31st of February for the 28th.
    private static boolean isOnTheCalendar(String dateTime) {
        try {
            return OffsetDateTime.parse(dateTime).getYear() >= 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static void add(String name, Predicate<String> check) {
        BY_NAME.put(name, new FormatValidator() {

            @Override
            public Optional<String> validate(String subject) {
                return subject.length() <= MAX_LENGTH && check.test(subject) ? Optional.empty() : Optional.of(name);
            }

            @Override
            public String formatName() {
                return name;
            }
        });
    }
}
