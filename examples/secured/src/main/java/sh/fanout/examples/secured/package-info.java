/** Who may do what over HTTP: the code of the README. */
@NullMarked
package sh.fanout.examples.secured;

import org.jspecify.annotations.NullMarked;
