/**
 * Define an event, subscribe to it, publish it: the types an application imports.
 *
 * <p>{@link sh.fanout.Fanout} is the front door. Everything here is plain Java: no Spring, no Temporal.
 */
@NullMarked
package sh.fanout;

import org.jspecify.annotations.NullMarked;
