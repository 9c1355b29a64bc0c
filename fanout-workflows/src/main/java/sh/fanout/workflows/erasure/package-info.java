/** Erasing on request: ends and removes the runs of events, and then what the event log has of them. */
@NullMarked
package sh.fanout.workflows.erasure;

import org.jspecify.annotations.NullMarked;
