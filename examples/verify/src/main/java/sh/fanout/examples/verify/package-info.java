/** The fault harness: an application that writes down what it is told and what it does, and the check of what it wrote. */
@NullMarked
package sh.fanout.examples.verify;

import org.jspecify.annotations.NullMarked;
