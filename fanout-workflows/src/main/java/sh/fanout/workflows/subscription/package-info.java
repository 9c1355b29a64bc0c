/** The control of subscriptions: pausing, resuming, rates and backlogs of their queues. */
@NullMarked
package sh.fanout.workflows.subscription;

import org.jspecify.annotations.NullMarked;
