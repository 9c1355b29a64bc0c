/** In order, once, and later: the code of the README. */
@NullMarked
package sh.fanout.examples.order;

import org.jspecify.annotations.NullMarked;
