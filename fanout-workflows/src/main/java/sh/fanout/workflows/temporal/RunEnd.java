package sh.fanout.workflows.temporal;

import java.time.Instant;

/**
 * The end of a run that could not tell of it.
 *
 * @param when when that was, or was noticed
 * @param why what has ended it, for people, to stand after "it has failed: "
 */
public record RunEnd(Instant when, String why) {}
