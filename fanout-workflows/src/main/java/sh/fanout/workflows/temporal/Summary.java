package sh.fanout.workflows.temporal;

import sh.fanout.EventEnvelope;

/** What operators read of a workflow in Temporal's Web UI: no more than a server takes. */
public final class Summary {

    private static final int MAX_BYTES = 400;

    private Summary() {}

    /** What is delivered, and to whom. */
    public static String delivery(String subscription, EventEnvelope event) {
        return of("%s ← %s %s".formatted(subscription, event.type(), event.id()));
    }

    /**
     * The same of a delivery that is not the first.
     *
     * @param which of them it is
     */
    public static String delivery(String subscription, EventEnvelope event, String which) {
        return of("%s, %s".formatted(delivery(subscription, event), which));
    }

    public static String of(String text) {
        var bytes = 0;
        for (var i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            bytes += WorkflowIds.bytes(text.codePointAt(i));
            if (bytes > MAX_BYTES) {
                return text.substring(0, i);
            }
        }
        return text;
    }
}
