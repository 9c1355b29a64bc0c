package sh.fanout.workflows.temporal;

/** What operators read of a workflow in Temporal's Web UI: no more than a server takes. */
public final class Summary {

    private static final int MAX_BYTES = 400;

    private Summary() {}

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
