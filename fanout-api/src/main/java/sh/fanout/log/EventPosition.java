package sh.fanout.log;

import java.time.Instant;

/** A place in the log's order: by time, and by id among the events of one instant. */
public record EventPosition(Instant accepted, String id) {}
