/** The search for events by what their payloads say. */
@NullMarked
package sh.fanout.workflows.search;

import org.jspecify.annotations.NullMarked;
