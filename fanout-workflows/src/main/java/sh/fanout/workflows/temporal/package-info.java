/** What Temporal sees: ids, task queues, summaries and the way values are written. */
@NullMarked
package sh.fanout.workflows.temporal;

import org.jspecify.annotations.NullMarked;
