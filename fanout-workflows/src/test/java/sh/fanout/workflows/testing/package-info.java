/** What tests of every module share: the real servers they run against, and the rule for machines without them. */
@NullMarked
package sh.fanout.workflows.testing;

import org.jspecify.annotations.NullMarked;
