package sh.fanout.workflows.log;

/**
 * How much a log has forgotten.
 *
 * @param events how many events, each with its deliveries and dead letters
 * @param operations how many operations, each with its items
 */
public record Forgotten(long events, long operations) {

    boolean isNothing() {
        return events == 0 && operations == 0;
    }
}
