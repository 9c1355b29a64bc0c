/** An application, as far as stacks see it. */
@NullMarked
package shop;

import org.jspecify.annotations.NullMarked;
