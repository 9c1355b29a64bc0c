package sh.fanout.workflows.temporal;

/**
 * The task queues of a bus.
 *
 * @param bus the prefix of every queue
 */
public record TaskQueues(String bus) {

    private static final String ENGINE = "/engine/";

    /** Rises when workflow code changes in a way that must not replay the histories of the code before. */
    private static final String GENERATION = "g1";

    /** The queues of the bus whose workflows run on this one. */
    public static TaskQueues ofEngine(String engine) {
        return new TaskQueues(engine.substring(0, engine.lastIndexOf(ENGINE)));
    }

    /** Runs the workflows. */
    public String engine() {
        return bus + ENGINE + GENERATION;
    }

    /** Runs what writes to the event log, apart from everything else, so that an outage of the store starves nothing. */
    public String log() {
        return bus + "/log";
    }

    /** Runs the dead letters, which wait for long, apart from the workflows whose cache they would fill. */
    public String deadLetters() {
        return bus + "/dead-letters";
    }

    /** Runs one subscription's handler and nothing else; polled only where that handler is. */
    public String subscription(String id) {
        return bus + "/subscription/" + id;
    }
}
