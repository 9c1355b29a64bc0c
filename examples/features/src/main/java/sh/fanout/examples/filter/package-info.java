/** A subscription that wants only some events. */
@NullMarked
package sh.fanout.examples.filter;

import org.jspecify.annotations.NullMarked;
