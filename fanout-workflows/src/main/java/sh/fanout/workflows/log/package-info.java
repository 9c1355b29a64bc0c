/** The event log: a read model that the runs write to, and that no run ever reads or waits for. */
@NullMarked
package sh.fanout.workflows.log;

import org.jspecify.annotations.NullMarked;
