/** Finds what an application defines: event classes, and bean methods that subscribe. */
@NullMarked
package sh.fanout.spring.subscribe;

import org.jspecify.annotations.NullMarked;
