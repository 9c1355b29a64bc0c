/** The event log in ClickHouse: for several instances, and for more events than one file should hold. */
@NullMarked
package sh.fanout.workflows.log.clickhouse;

import org.jspecify.annotations.NullMarked;
