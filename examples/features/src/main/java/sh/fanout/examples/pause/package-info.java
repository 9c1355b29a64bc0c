/** A subscription that is held back, and goes on. */
@NullMarked
package sh.fanout.examples.pause;

import org.jspecify.annotations.NullMarked;
