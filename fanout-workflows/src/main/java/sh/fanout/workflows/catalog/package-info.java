/** All declared event types and subscriptions of one bus: declared by services, read by whoever selects recipients. */
@NullMarked
package sh.fanout.workflows.catalog;

import org.jspecify.annotations.NullMarked;
