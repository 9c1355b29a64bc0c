/** What the event log knows: every accepted event, its deliveries and their attempts. */
@NullMarked
package sh.fanout.log;

import org.jspecify.annotations.NullMarked;
