/** The pages at {@code /fanout}. */
@NullMarked
package sh.fanout.dashboard;

import org.jspecify.annotations.NullMarked;
