/** The order of events with an ordering key, and what holds it up. */
@NullMarked
package sh.fanout.lane;

import org.jspecify.annotations.NullMarked;
