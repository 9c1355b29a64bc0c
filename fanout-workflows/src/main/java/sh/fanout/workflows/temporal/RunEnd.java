package sh.fanout.workflows.temporal;

import java.time.Instant;

/** When and why a run ended that could not say so itself. */
public record RunEnd(Instant when, String why) {}
