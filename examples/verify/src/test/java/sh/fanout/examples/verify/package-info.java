/** The scenarios: faults, and what the ledger and the event log say afterwards. */
@NullMarked
package sh.fanout.examples.verify;

import org.jspecify.annotations.NullMarked;
