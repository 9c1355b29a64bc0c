/** Events that come later, unless they are taken back. */
@NullMarked
package sh.fanout.examples.delay;

import org.jspecify.annotations.NullMarked;
