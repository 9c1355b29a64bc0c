package shop;

/** A part of an application, as stacks see it: its package is none of Fanout's. */
public final class Mail {

    private Mail() {}

    /** Sends it, if the server is up. */
    public static String send(String order, boolean up) {
        if (!up) {
            throw new IllegalStateException("no mail for " + order);
        }
        return "sent";
    }
}
