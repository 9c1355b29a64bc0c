/** The ordering keys that a failure holds. */
@NullMarked
package sh.fanout.dashboard.lanes;

import org.jspecify.annotations.NullMarked;
