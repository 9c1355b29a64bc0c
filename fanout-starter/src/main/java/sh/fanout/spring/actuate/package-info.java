/** What an operator's tools see of Fanout: health and meters. */
@NullMarked
package sh.fanout.spring.actuate;

import org.jspecify.annotations.NullMarked;
