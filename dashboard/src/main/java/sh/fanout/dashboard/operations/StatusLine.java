package sh.fanout.dashboard.operations;

import sh.fanout.dashboard.page.State;
import sh.fanout.dashboard.page.Texts;
import sh.fanout.operation.Operation;
import sh.fanout.operation.OperationStatus;

/** How an operation stands, such as {@code completed, 3 failed}: that all is settled does not say that all went well. */
public record StatusLine(State state, String word) {

    /** The word with a capital letter, as a sentence begins. */
    String title() {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    static StatusLine of(Operation operation) {
        var status = operation.status();
        var failed = operation.progress().failed();
        return status == OperationStatus.COMPLETED && failed > 0
                ? new StatusLine(State.PARTLY_DONE, "%s, %s failed".formatted(Texts.word(status), Texts.number(failed)))
                : new StatusLine(State.of(status), Texts.word(status));
    }
}
