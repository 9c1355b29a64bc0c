/** Fanout over HTTP: publish, and look at what became of events. */
@NullMarked
package sh.fanout.spring.rest;

import org.jspecify.annotations.NullMarked;
