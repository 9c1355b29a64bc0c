/** Events of one key, one after the other. */
@NullMarked
package sh.fanout.examples.order;

import org.jspecify.annotations.NullMarked;
