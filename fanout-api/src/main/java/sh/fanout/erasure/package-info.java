/** Erasing all that belongs to one event, or to one ordering key. */
@NullMarked
package sh.fanout.erasure;

import org.jspecify.annotations.NullMarked;
