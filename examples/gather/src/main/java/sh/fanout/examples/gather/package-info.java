/** Ask several, wait for their answers, and take the best: the code of the README. */
@NullMarked
package sh.fanout.examples.gather;

import org.jspecify.annotations.NullMarked;
