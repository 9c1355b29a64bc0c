/** The event log in a SQLite file: the default where one instance has the log to itself. */
@NullMarked
package sh.fanout.workflows.log.sqlite;

import org.jspecify.annotations.NullMarked;
