package sh.fanout.workflows.delivery;

import org.jspecify.annotations.Nullable;

/**
 * Why a delivery gave up.
 *
 * @param error class and message of the exception, or what else ended the delivery; one line
 * @param stack what {@code error} says, and where: application frames first; {@code null} without an exception
 * @param fingerprint the same for all that failed alike, whatever the subscription
 * @param application the service that ran the handler, and its build; {@code null} if none ran
 */
public record Cause(
        String error,
        @Nullable String stack,
        String fingerprint,
        @Nullable String application) {

    /** The cause of a delivery that no exception has ended. */
    static Cause of(String kind, String error) {
        return new Cause(error, null, Fingerprint.VERSION + "-" + kind, null);
    }

    /** The group of the dead letters that this has made of deliveries to a subscription. */
    public String group(String subscription) {
        return Fingerprint.within(subscription, fingerprint);
    }

    /** All that is known. */
    public String text() {
        return stack == null ? error : stack;
    }
}
