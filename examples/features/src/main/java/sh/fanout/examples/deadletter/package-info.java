/** Deliveries that give up, and what can be done about them. */
@NullMarked
package sh.fanout.examples.deadletter;

import org.jspecify.annotations.NullMarked;
