/** The trace that a request over HTTP belongs to, where no tracer of the application knows. */
@NullMarked
package sh.fanout.spring.tracing;

import org.jspecify.annotations.NullMarked;
