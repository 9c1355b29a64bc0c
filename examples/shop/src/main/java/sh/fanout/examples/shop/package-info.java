/** The demo: a shop whose orders fan out to their subscribers, with switches that make one of them fail or slow. */
@NullMarked
package sh.fanout.examples.shop;

import org.jspecify.annotations.NullMarked;
