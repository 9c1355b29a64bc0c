package sh.fanout.spring.mode;

import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

/**
 * Which mode an application runs in, and why.
 *
 * <p>A mode that is configured is taken at its word. Otherwise a configured connection means {@link Mode#CLUSTER}, a test
 * {@link Mode#EMBEDDED}, a {@code temporal} command line tool {@link Mode#DEV}, and nothing of all that
 * {@link Mode#EMBEDDED}. What looks like a deployment, or like a connection that did not come through, is refused: it
 * must not lose its events because of a typing error.
 *
 * @param mode any but {@link Mode#AUTO}
 * @param reason the rest of a sentence that begins with the mode and "because"
 */
public record ModeDecision(Mode mode, String reason) {

    /**
     * Decides; pure.
     *
     * @throws FanoutException with {@link ErrorCode#UNCLEAR_MODE}, naming what is unclear and the way out
     */
    public static ModeDecision of(ModeClues clues) {
        var text = clues.mode() == null || clues.mode().isBlank() ? Mode.AUTO.toString() : clues.mode();
        var configured = Mode.named(text)
                .orElseThrow(() -> unclear(
                        "fanout.mode is '%s', which is no mode.".formatted(text),
                        "Write 'auto', 'cluster', 'dev' or 'embedded'."));
        return configured == Mode.AUTO ? fitting(clues) : wanted(configured, clues);
    }

    private static ModeDecision wanted(Mode mode, ModeClues clues) {
        if (mode == Mode.CLUSTER && !connects(clues)) {
            throw unclear(
                    "fanout.mode is 'cluster', but %s is not set.".formatted(ModeClues.TARGET),
                    "Set it to the host and port of Temporal, such as 'temporal.internal:7233'.");
        }
        if (mode == Mode.DEV) {
            requireUsableCli(clues);
            if (clues.cli() == null) {
                throw unclear(
                        "fanout.mode is 'dev', but there is no 'temporal' command on the PATH.",
                        "Install the Temporal CLI, set %s to where it is, or set fanout.mode=embedded."
                                .formatted(ModeClues.CLI));
            }
        }
        return new ModeDecision(mode, "fanout.mode says so");
    }

    private static ModeDecision fitting(ModeClues clues) {
        if (clues.target() != null && clues.target().isBlank()) {
            throw unclear(
                    "%s is set, but empty.".formatted(ModeClues.TARGET),
                    "Give it the host and port of Temporal, or choose: fanout.mode=dev or fanout.mode=embedded.");
        }
        if (clues.target() != null) {
            return new ModeDecision(Mode.CLUSTER, "%s is '%s'".formatted(ModeClues.TARGET, clues.target()));
        }
        if (clues.ownStubs()) {
            return new ModeDecision(Mode.CLUSTER, "the application has a WorkflowServiceStubs bean");
        }
        if (clues.test()) {
            return new ModeDecision(Mode.EMBEDDED, "this is a test");
        }
        Misspelling.among(clues.propertyNames()).ifPresent(name -> {
            throw unclear(
                    "'%s' looks like the address of a Temporal, but Fanout reads %s.".formatted(name, ModeClues.TARGET),
                    "Rename it, or choose: fanout.mode=dev or fanout.mode=embedded.");
        });
        if (clues.cloud() != null) {
            throw unclear(
                    "This runs on %s, but %s is not set.".formatted(clues.cloud(), ModeClues.TARGET),
                    "Set it to the host and port of Temporal, or fanout.mode=embedded if events may be lost.");
        }
        requireUsableCli(clues);
        return clues.cli() == null
                ? new ModeDecision(
                        Mode.EMBEDDED,
                        "%s is not set, and there is no 'temporal' command on the PATH".formatted(ModeClues.TARGET))
                : new ModeDecision(
                        Mode.DEV,
                        "%s is not set, and there is a 'temporal' command at %s"
                                .formatted(ModeClues.TARGET, clues.cli()));
    }

    private static boolean connects(ModeClues clues) {
        return clues.ownStubs() || (clues.target() != null && !clues.target().isBlank());
    }

    private static void requireUsableCli(ModeClues clues) {
        if (clues.cliSetting() != null && clues.cli() == null) {
            throw unclear(
                    "%s is '%s', which is not a program.".formatted(ModeClues.CLI, clues.cliSetting()),
                    "Set it to the file of the Temporal CLI, or remove it to use the one on the PATH.");
        }
    }

    private static FanoutException unclear(String problem, String hint) {
        return new FanoutException(ErrorCode.UNCLEAR_MODE, problem, hint);
    }
}
