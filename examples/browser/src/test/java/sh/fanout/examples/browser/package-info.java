/** The dashboard as people see it: one application and one browser for all tests. */
@NullMarked
package sh.fanout.examples.browser;

import org.jspecify.annotations.NullMarked;
