/** Subscriptions to many types at once. */
@NullMarked
package sh.fanout.examples.pattern;

import org.jspecify.annotations.NullMarked;
