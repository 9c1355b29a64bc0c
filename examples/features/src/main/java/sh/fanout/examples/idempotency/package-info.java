/** Events that are published once, however often somebody tries. */
@NullMarked
package sh.fanout.examples.idempotency;

import org.jspecify.annotations.NullMarked;
