/** The way to a replay: which events, to whom, how, and a look at it before it begins. */
@NullMarked
package sh.fanout.dashboard.replays;

import org.jspecify.annotations.NullMarked;
