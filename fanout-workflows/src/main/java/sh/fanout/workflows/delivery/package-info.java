/** One event on its way to one subscription: its run, the call of the handler, and what comes after a failure. */
@NullMarked
package sh.fanout.workflows.delivery;

import org.jspecify.annotations.NullMarked;
