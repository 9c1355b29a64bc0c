package sh.fanout.spring.mode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class ModeCluesTest {

    @Test
    void findsTheFirstCliOnThePath(@TempDir Path folder) throws IOException {
        var noProgram =
                Files.createFile(Files.createDirectory(folder.resolve("a")).resolve("temporal"));
        var cli = program(Files.createDirectory(folder.resolve("b")).resolve("temporal"));
        var path = String.join(File.pathSeparator, "", "/nowhere", "" + noProgram.getParent(), "" + cli.getParent());

        assertThat(clues(Map.of("PATH", path)).cli()).isEqualTo(cli);
        assertThat(clues(Map.of("PATH", "/nowhere")).cli()).isNull();
    }

    @Test
    void prefersTheCliOfTheSettingEvenIfItIsNone(@TempDir Path folder) throws IOException {
        var onPath = program(folder.resolve("temporal"));
        var chosen = program(folder.resolve("temporal-1.9"));
        var path = "" + onPath.getParent();

        assertThat(clues(Map.of("PATH", path, "fanout.dev.temporal-cli", "" + chosen))
                        .cli())
                .isEqualTo(chosen);
        assertThat(clues(Map.of("PATH", path, "fanout.dev.temporal-cli", "/nowhere"))
                        .cli())
                .isNull();
    }

    @Test
    void noticesATest() {
        assertThat(clues(Map.of()).test()).isTrue();
    }

    @Test
    void noticesASpringTestInAnotherThread() {
        var marker =
                Map.<String, Object>of("org.springframework.boot.webmvc.test.WebMvcTestContextBootstrapper", "true");

        assertThat(CompletableFuture.supplyAsync(() -> clues(marker).test()).join())
                .isTrue();
        assertThat(CompletableFuture.supplyAsync(() -> clues(Map.of()).test()).join())
                .isFalse();
    }

    @Test
    void readsTheRestFromTheEnvironment() {
        var clues = clues(Map.of(
                "fanout.mode", "dev",
                "spring.temporal.connection.target", "${address}:7233",
                "address", "temporal",
                "spring.main.cloud-platform", "heroku",
                "temporal.target", "x"));

        assertThat(clues.mode()).isEqualTo("dev");
        assertThat(clues.target()).isEqualTo("temporal:7233");
        assertThat(clues.cloud()).isEqualTo(CloudPlatform.HEROKU);
        assertThat(clues.propertyNames()).contains("temporal.target", "java.version");
        assertThat(clues(Map.of("spring.main.cloud-platform", "none")).cloud()).isNull();
    }

    private static ModeClues clues(Map<String, Object> properties) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("given", properties));
        return ModeClues.of(environment, false);
    }

    private static Path program(Path file) throws IOException {
        Files.createFile(file);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
