/** The limits of event types: how many events pass in how much time, and what happens while nobody can count. */
@NullMarked
package sh.fanout.workflows.limit;

import org.jspecify.annotations.NullMarked;
