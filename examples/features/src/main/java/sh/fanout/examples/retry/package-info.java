/** A handler that says not now, or never. */
@NullMarked
package sh.fanout.examples.retry;

import org.jspecify.annotations.NullMarked;
