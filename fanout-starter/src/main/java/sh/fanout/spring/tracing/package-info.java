/** Where events get their trace context from: the application's tracer, or else the request that publishes. */
@NullMarked
package sh.fanout.spring.tracing;

import org.jspecify.annotations.NullMarked;
