package sh.fanout.spring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

/** Where an instance keeps files, if it has any: who writes there, makes the folder. */
record DataFolder(Path path, boolean temporary) implements AutoCloseable {

    private static final Path DEFAULT = Path.of(".fanout");

    /** The folder that is configured, else one for this start alone in a test, else {@code .fanout} here. */
    static DataFolder of(@Nullable String configured, boolean test) {
        if (configured != null && !configured.isBlank()) {
            return new DataFolder(configured(configured), false);
        }
        try {
            return test
                    ? new DataFolder(Files.createTempDirectory("fanout-test"), true)
                    : new DataFolder(DEFAULT, false);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for this test", e);
        }
    }

    private static Path configured(String folder) {
        try {
            return Path.of(folder);
        } catch (InvalidPathException e) {
            throw new FanoutException(
                    ErrorCode.INVALID_SETTING,
                    "fanout.data-dir is '%s', which is no path.".formatted(folder),
                    "Set it to a folder of this machine, or remove it for %s.".formatted(DEFAULT),
                    e);
        }
    }

    @Override
    public void close() {
        if (temporary) {
            try {
                FileSystemUtils.deleteRecursively(path);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot remove the folder of this test", e);
            }
        }
    }
}
