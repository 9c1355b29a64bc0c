/** Definitions as beans, and a reading of another service's events. */
@NullMarked
package sh.fanout.examples.reading;

import org.jspecify.annotations.NullMarked;
