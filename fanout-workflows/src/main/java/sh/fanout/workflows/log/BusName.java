package sh.fanout.workflows.log;

import sh.fanout.workflows.temporal.Bus;

/**
 * What tells a bus from every other one, as far as Temporal can: two clusters may both have it.
 *
 * @param text its namespace and its own name, such as {@code default/fanout}
 */
public record BusName(String text) {

    public static BusName of(Bus bus) {
        return new BusName("%s/%s".formatted(bus.namespace(), bus.ids().bus()));
    }

    /**
     * Refuses a store that is another bus's.
     *
     * @param owner whose the store is
     * @param log the store as {@link EventLog#describe()} has it
     * @param wayOut how to get a store of one's own, or this one
     * @throws OthersLogException if it is
     */
    public void requireOwn(String owner, String log, String wayOut) {
        if (!owner.equals(text)) {
            throw new OthersLogException(log, owner, text, wayOut);
        }
    }
}
