/** Who may come in over HTTP, and the trace that they leave. */
@NullMarked
package sh.fanout.spring.access;

import org.jspecify.annotations.NullMarked;
