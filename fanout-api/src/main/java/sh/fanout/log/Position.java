package sh.fanout.log;

import java.time.Instant;

/** A place in the order of a list: by time, and by id among what has one instant. */
public record Position(Instant time, String id) {}
