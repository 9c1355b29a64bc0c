/** What Micrometer gets to observe of Fanout, and under which names. Tracers and meters are the application's. */
@NullMarked
package sh.fanout.workflows.observation;

import org.jspecify.annotations.NullMarked;
