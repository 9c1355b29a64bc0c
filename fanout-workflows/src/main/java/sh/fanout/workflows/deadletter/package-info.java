/** Deliveries that gave up: each waits in a run of its own until somebody acts. */
@NullMarked
package sh.fanout.workflows.deadletter;

import org.jspecify.annotations.NullMarked;
