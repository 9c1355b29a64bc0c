/** Filters and what they said no to, as people read them. */
@NullMarked
package sh.fanout.dashboard.whynot;

import org.jspecify.annotations.NullMarked;
