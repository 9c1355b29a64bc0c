/** How the tests of the examples look at what has happened. */
@NullMarked
package sh.fanout.examples.testing;

import org.jspecify.annotations.NullMarked;
