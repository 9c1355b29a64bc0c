/** One event, two subscribers: the code of the README. */
@NullMarked
package sh.fanout.examples.first;

import org.jspecify.annotations.NullMarked;
