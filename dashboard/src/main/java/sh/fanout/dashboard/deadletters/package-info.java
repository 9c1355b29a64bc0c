/** Deliveries that gave up: what failed alike, and each of them, with what can be done about it. */
@NullMarked
package sh.fanout.dashboard.deadletters;

import org.jspecify.annotations.NullMarked;
