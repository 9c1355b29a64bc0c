/** What a subscription wants: filters over an event's payload, tags and metadata. */
@NullMarked
package sh.fanout.filter;

import org.jspecify.annotations.NullMarked;
