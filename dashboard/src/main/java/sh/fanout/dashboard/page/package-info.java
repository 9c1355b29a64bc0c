/** What all pages have in common: how they are reached, guarded, framed and written. */
@NullMarked
package sh.fanout.dashboard.page;

import org.jspecify.annotations.NullMarked;
