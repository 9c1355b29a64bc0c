package sh.fanout.workflows.log;

import sh.fanout.log.LoggedEvent;

/**
 * What a fan-out has to tell the log.
 *
 * @param event the event, with all or some of its deliveries
 * @param complete whether the payload is here, or must be read from the fan-out's start
 */
public record LogEntry(LoggedEvent event, boolean complete) {}
