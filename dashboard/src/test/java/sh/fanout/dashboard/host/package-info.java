/** Applications that the dashboard lives in. */
@NullMarked
package sh.fanout.dashboard.host;

import org.jspecify.annotations.NullMarked;
