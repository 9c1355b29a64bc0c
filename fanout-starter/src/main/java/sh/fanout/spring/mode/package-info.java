/** Where Fanout runs: the decision between the modes, and the Temporal that each of them works on. */
@NullMarked
package sh.fanout.spring.mode;

import org.jspecify.annotations.NullMarked;
