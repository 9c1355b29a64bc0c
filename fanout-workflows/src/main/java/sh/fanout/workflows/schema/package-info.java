/** Payloads at the door: reading them within bounds, writing them, and checking them against their type's JSON Schema. */
@NullMarked
package sh.fanout.workflows.schema;

import org.jspecify.annotations.NullMarked;
