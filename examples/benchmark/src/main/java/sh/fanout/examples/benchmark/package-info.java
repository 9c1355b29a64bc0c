/** Benchmarks: each prints a figure of Fanout's beside the same figure of the next best thing, from one run. */
@NullMarked
package sh.fanout.examples.benchmark;

import org.jspecify.annotations.NullMarked;
