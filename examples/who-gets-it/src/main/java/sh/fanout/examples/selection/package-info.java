/** Who gets an event, and how much of it: the code of the README. */
@NullMarked
package sh.fanout.examples.selection;

import org.jspecify.annotations.NullMarked;
