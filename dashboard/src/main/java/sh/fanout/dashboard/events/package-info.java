/** Events: the list, the search, and one event with its fan-out. */
@NullMarked
package sh.fanout.dashboard.events;

import org.jspecify.annotations.NullMarked;
