/** Ask several, wait for their answers, and take the best. */
@NullMarked
package sh.fanout.examples.gather;

import org.jspecify.annotations.NullMarked;
