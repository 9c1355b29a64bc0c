/** Health, meters and one trace: the code of the README. */
@NullMarked
package sh.fanout.examples.observed;

import org.jspecify.annotations.NullMarked;
