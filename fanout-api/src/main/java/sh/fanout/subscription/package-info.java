/** Who receives events, and how a delivery is handled, tried again and given up. */
@NullMarked
package sh.fanout.subscription;

import org.jspecify.annotations.NullMarked;
