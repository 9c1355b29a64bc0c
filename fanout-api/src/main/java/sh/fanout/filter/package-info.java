/** Filters: which events a subscription wants, and why it did not want one. */
@NullMarked
package sh.fanout.filter;

import org.jspecify.annotations.NullMarked;
