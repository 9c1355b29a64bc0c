/** GitHub's webhooks as events: one door, a type per event and action, and three subscribers. */
@NullMarked
package sh.fanout.examples.webhooks;

import org.jspecify.annotations.NullMarked;
