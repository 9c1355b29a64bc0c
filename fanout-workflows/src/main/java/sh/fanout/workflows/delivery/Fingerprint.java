package sh.fanout.workflows.delivery;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sh.fanout.workflows.temporal.Sha256;

/**
 * Tells failures apart, and alike ones not: by the exceptions, by where in the application the innermost was thrown, and by
 * its message without what differs from event to event.
 *
 * <p>A change of the algorithm changes {@link #VERSION}, so that groups never shift silently.
 */
final class Fingerprint {

    static final String VERSION = "1";

    private static final int FRAMES = 5;
    private static final int MAX_MESSAGE = 300;
    private static final int DIGITS = 16;

    /** What the JVM, Spring, Hibernate and others append to the names of classes that they make up. */
    private static final Pattern MADE_UP =
            Pattern.compile("\\$\\$.*|\\$HibernateProxy.*|_\\$\\$_jvst.*|\\$Proxy\\d+|/0x[0-9a-f]+");

    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+");

    private static final Pattern WORD = Pattern.compile("[\\w.:@/+-]+");

    /** What makes a word an id, a number, a time or a host, or somebody's address. */
    private static final Pattern VARYING = Pattern.compile("[\\d@]");

    private Fingerprint() {}

    static String of(Throwable failure) {
        var chain = Frames.chain(failure);
        var root = chain.get(chain.size() - 1);
        var types = chain.stream().map(it -> type(it.getClass().getName())).collect(Collectors.joining("\n"));
        var text = String.join("\n\n", types, places(chain), template(String.valueOf(root.getMessage())));
        return VERSION + "-" + digest(text);
    }

    /** What the failures of one subscription alone have in common, by what those of all have; of the same algorithm. */
    static String within(String subscription, String fingerprint) {
        var version = fingerprint.substring(0, fingerprint.indexOf('-') + 1);
        return version + digest(subscription + "\n" + fingerprint);
    }

    /** Where the innermost exception was thrown that has passed through the application at all. */
    private static String places(List<Throwable> chain) {
        for (var i = chain.size() - 1; i >= 0; i--) {
            var frames = Frames.ofApplication(chain.get(i));
            if (!frames.isEmpty()) {
                return frames.stream()
                        .limit(FRAMES)
                        .map(it -> type(it.getClassName()) + "#"
                                + LAMBDA.matcher(it.getMethodName()).replaceFirst("lambda\\$$1"))
                        .collect(Collectors.joining("\n"));
            }
        }
        return "";
    }

    private static String type(String name) {
        return MADE_UP.matcher(name).replaceFirst("");
    }

    private static String template(String message) {
        var beginning = message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE);
        return WORD.matcher(beginning)
                .replaceAll(
                        word -> VARYING.matcher(word.group()).find() ? "#" : Matcher.quoteReplacement(word.group()));
    }

    private static String digest(String text) {
        return Sha256.hex(text).substring(0, DIGITS);
    }
}
