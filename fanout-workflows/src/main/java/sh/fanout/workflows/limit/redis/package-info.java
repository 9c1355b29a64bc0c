/** The limits of event types in Redis, where all processes count together. */
@NullMarked
package sh.fanout.workflows.limit.redis;

import org.jspecify.annotations.NullMarked;
