/** From a payload to a settled event: starting its fan-out, and the fan-out itself. */
@NullMarked
package sh.fanout.workflows.publish;

import org.jspecify.annotations.NullMarked;
