/** Who receives an event: decided once per event, by plain code, from the event and the catalog. */
@NullMarked
package sh.fanout.workflows.selection;

import org.jspecify.annotations.NullMarked;
