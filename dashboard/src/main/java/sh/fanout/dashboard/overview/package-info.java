/** The first page: what flows, what fails, and what to press. */
@NullMarked
package sh.fanout.dashboard.overview;

import org.jspecify.annotations.NullMarked;
