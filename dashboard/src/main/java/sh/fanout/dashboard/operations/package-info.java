/** Bulk work with progress: replays of recorded events, and retries and discards of dead letters. */
@NullMarked
package sh.fanout.dashboard.operations;

import org.jspecify.annotations.NullMarked;
