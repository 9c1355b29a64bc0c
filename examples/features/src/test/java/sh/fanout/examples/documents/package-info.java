/** Whether what people read is what the code says. */
@NullMarked
package sh.fanout.examples.documents;

import org.jspecify.annotations.NullMarked;
