package sh.fanout.dashboard.deadletters;

import sh.fanout.log.LoggedDelivery;

/**
 * The stack of an error in two parts.
 *
 * @param application what the application has to do with it
 * @param libraries all of it; empty if there is no more
 */
public record StackText(String application, String libraries) {

    private static final String DIVIDE = "\n" + LoggedDelivery.ALL_FRAMES;

    static StackText of(String error) {
        var text = error.replace("\r", "");
        var at = text.indexOf(DIVIDE);
        return at < 0
                ? new StackText(text.strip(), "")
                : new StackText(
                        text.substring(0, at).strip(),
                        text.substring(at + DIVIDE.length()).strip());
    }
}
