package sh.fanout.spring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where an instance keeps files. */
record DataFolder(Path path) {

    private static final Path DEFAULT = Path.of(".fanout");

    /** The folder that is configured, else one for this start alone in a test, else {@code .fanout} here. */
    static DataFolder of(@Nullable Path configured, boolean test) {
        try {
            if (configured == null && test) {
                return new DataFolder(Files.createTempDirectory("fanout-test"));
            }
            return new DataFolder(Files.createDirectories(configured == null ? DEFAULT : configured));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folder of fanout.data-dir", e);
        }
    }
}
