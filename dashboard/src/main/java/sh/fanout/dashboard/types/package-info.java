/** The event types that are defined, and one of them. */
@NullMarked
package sh.fanout.dashboard.types;

import org.jspecify.annotations.NullMarked;
