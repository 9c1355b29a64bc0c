/** A read model that is built again from recorded events. */
@NullMarked
package sh.fanout.examples.replay;

import org.jspecify.annotations.NullMarked;
