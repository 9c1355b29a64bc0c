package sh.fanout.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import sh.fanout.workflows.testing.RealParts;

/** Without a browser the module {@code examples/browser} is not part of the build: here is who says so. */
class RealBrowserTest {

    @Test
    void isThereForTheTestsOfThePages() {
        var chromium = RealParts.require("FANOUT_CHROMIUM", "a real browser (the module examples/browser)");

        assertThat(Path.of(chromium)).isExecutable();
    }
}
