/** Bulk work: what it is to do is written down first, and then worked off at a rate. */
@NullMarked
package sh.fanout.workflows.operation;

import org.jspecify.annotations.NullMarked;
