package sh.fanout.dashboard.page;

/**
 * What every page shows of how things are.
 *
 * @param engine whether the engine of this instance runs
 * @param log whether the store of the event log answers; if not, the numbers are 0
 * @param deadLetters how many wait for somebody
 * @param blockedKeys how many ordering keys wait for somebody
 */
public record Beat(boolean engine, boolean log, long deadLetters, int blockedKeys) {}
