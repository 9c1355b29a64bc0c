/**
 * The engine behind {@link sh.fanout.Fanout}: assembled here, one package per feature below.
 *
 * <p>An event's life is the reading order: {@code publish} starts its fan-out, {@code selection} fixes its recipients from the
 * {@code catalog}, {@code delivery} runs each recipient's handler, {@code log} keeps what became of it. Workflows only sequence,
 * decisions are plain code beside them, activities touch the world.
 */
@NullMarked
package sh.fanout.workflows;

import org.jspecify.annotations.NullMarked;
