/** The filter language: text to a compiled filter, which decides, explains itself, and is checked against a schema. */
@NullMarked
package sh.fanout.workflows.filter;

import org.jspecify.annotations.NullMarked;
