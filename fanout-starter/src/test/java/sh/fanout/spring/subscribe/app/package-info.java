/** An application that defines events and subscribes to them in every way there is. */
@NullMarked
package sh.fanout.spring.subscribe.app;

import org.jspecify.annotations.NullMarked;
