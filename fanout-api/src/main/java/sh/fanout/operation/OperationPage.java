package sh.fanout.operation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.log.Position;

/**
 * Some operations, newest first.
 *
 * @param operations at most as many as asked for
 * @param next where the next page begins; {@code null} on the last one
 */
public record OperationPage(
        List<Operation> operations, @Nullable Position next) {

    public OperationPage {
        operations = List.copyOf(operations);
    }
}
