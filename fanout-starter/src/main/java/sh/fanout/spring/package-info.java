/** Wires Fanout into a Spring Boot application; nothing here decides what Fanout does. */
@NullMarked
package sh.fanout.spring;

import org.jspecify.annotations.NullMarked;
