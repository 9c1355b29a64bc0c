/** Waiting for what the subscriptions of an event return: the question, its answer in pages, and who asks. */
@NullMarked
package sh.fanout.workflows.gather;

import org.jspecify.annotations.NullMarked;
