package sh.fanout.workflows.log;

/**
 * An item of an operation.
 *
 * @param operation the operation id
 * @param number the item's place in the operation, from 1
 */
public record ItemRef(String operation, long number) {}
