/** One recorded event, delivered again to one subscription. */
@NullMarked
package sh.fanout.workflows.replay;

import org.jspecify.annotations.NullMarked;
