/** The schemas of event types, and payloads that agree with them. */
@NullMarked
package sh.fanout.dashboard.schema;

import org.jspecify.annotations.NullMarked;
