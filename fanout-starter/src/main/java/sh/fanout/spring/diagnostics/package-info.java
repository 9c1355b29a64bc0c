/** What a person sees when an application starts: the sum of it, or why it did not. */
@NullMarked
package sh.fanout.spring.diagnostics;

import org.jspecify.annotations.NullMarked;
