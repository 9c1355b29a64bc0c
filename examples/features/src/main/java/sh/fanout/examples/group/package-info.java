/** Subscriptions that share the work. */
@NullMarked
package sh.fanout.examples.group;

import org.jspecify.annotations.NullMarked;
