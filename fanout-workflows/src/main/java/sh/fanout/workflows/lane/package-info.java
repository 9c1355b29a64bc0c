/**
 * The order of events with one ordering key: a turnstile that lets one event at a time to each chain, which is a
 * subscription, or a consumer group as a whole.
 */
@NullMarked
package sh.fanout.workflows.lane;

import org.jspecify.annotations.NullMarked;
