/** What has happened, and whom it reached. */
@NullMarked
package sh.fanout.examples.eventlog;

import org.jspecify.annotations.NullMarked;
