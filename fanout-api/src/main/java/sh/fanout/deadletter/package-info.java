/** Deliveries that gave up, parked until somebody acts: look at them, group them, retry or discard them. */
@NullMarked
package sh.fanout.deadletter;

import org.jspecify.annotations.NullMarked;
