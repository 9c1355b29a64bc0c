/** Subscriptions that take their deliveries slowly. */
@NullMarked
package sh.fanout.examples.subscriptionlimit;

import org.jspecify.annotations.NullMarked;
