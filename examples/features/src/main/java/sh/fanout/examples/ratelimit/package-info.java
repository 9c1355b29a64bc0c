/** An event type that takes only so many events. */
@NullMarked
package sh.fanout.examples.ratelimit;

import org.jspecify.annotations.NullMarked;
