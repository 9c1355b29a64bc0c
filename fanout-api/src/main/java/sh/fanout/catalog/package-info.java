/** The operator's view of the event types that are defined. */
@NullMarked
package sh.fanout.catalog;

import org.jspecify.annotations.NullMarked;
