/** Who receives events, how far behind each is, and the switch that pauses it. */
@NullMarked
package sh.fanout.dashboard.subscriptions;

import org.jspecify.annotations.NullMarked;
