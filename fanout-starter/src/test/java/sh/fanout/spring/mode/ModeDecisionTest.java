package sh.fanout.spring.mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.cloud.CloudPlatform;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;

class ModeDecisionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', useHeadersInDisplayName = true, textBlock = """
            fanout.mode | target        | surroundings             | decision | because
                        |               |                          | embedded | no 'temporal' command on the PATH
            " Auto "    |               |                          | embedded | no 'temporal' command on the PATH
                        |               | cli                      | dev      | a 'temporal' command at /bin/temporal
                        | temporal:7233 | cli                      | cluster  | target is 'temporal:7233'
                        | temporal:7233 | cloud                    | cluster  | target is 'temporal:7233'
                        | temporal:7233 | test                     | cluster  | target is 'temporal:7233'
                        |               | stubs cloud              | cluster  | a WorkflowServiceStubs bean
                        |               | cli test                 | embedded | this is a test
                        |               | test cloud temporal.host | embedded | this is a test
            dev         |               | cli test                 | dev      | fanout.mode says so
            DEV         | temporal:7233 | cli                      | dev      | fanout.mode says so
            embedded    | temporal:7233 | cloud                    | embedded | fanout.mode says so
            embedded    |               | temporal.host            | embedded | fanout.mode says so
            cluster     | temporal:7233 |                          | cluster  | fanout.mode says so
            cluster     |               | stubs                    | cluster  | fanout.mode says so
            """)
    void decides(
            @Nullable String mode,
            @Nullable String target,
            @Nullable String surroundings,
            String decision,
            String because) {
        assertThat(ModeDecision.of(clues(mode, target, surroundings))).satisfies(it -> {
            assertThat(it.mode()).hasToString(decision);
            assertThat(it.reason()).contains(because);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', useHeadersInDisplayName = true, textBlock = """
            fanout.mode | target        | surroundings      | problem
            clutser     | temporal:7233 |                   | 'clutser'
            cluster     |               | cli               | target is not set
            cluster     | " "           |                   | target is not set
            dev         |               |                   | no 'temporal' command
            dev         |               | cli=/nowhere      | '/nowhere', which is not a program
                        |               | cli=/nowhere      | '/nowhere', which is not a program
                        | " "           | cli               | set, but empty
                        | ""            | test              | set, but empty
                        |               | cloud             | runs on KUBERNETES
                        |               | cloud cli         | runs on KUBERNETES
                        |               | cli temporal.host | 'temporal.host'
            """)
    void refusesWhatIsUnclear(
            @Nullable String mode, @Nullable String target, @Nullable String surroundings, String problem) {
        assertThatExceptionOfType(FanoutException.class)
                .isThrownBy(() -> ModeDecision.of(clues(mode, target, surroundings)))
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo(ErrorCode.UNCLEAR_MODE);
                    assertThat(refusal.problem()).contains(problem);
                    assertThat(refusal.hint()).isNotBlank();
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spring.temporal.conection.target",
                "spring.temporal.connection.taget",
                "spring.temporal.connection.tagret",
                "spring.tmeporal.connection.target",
                "spring.temporal.connection-target",
                "spring.temporal.connection.host-port",
                "spring.temporal.target",
                "temporal.target",
                "fanout.temporal.adress",
                "SPRING_TEMPORAL_CONECTION_TARGET",
                "TEMPORAL_ADDRESS"
            })
    void noticesAMisspeltTarget(String property) {
        assertThat(Misspelling.among(List.of("server.port", property))).contains(property);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spring.temporal.connection.target",
                "SPRING_TEMPORAL_CONNECTION_TARGET",
                "spring.temporal.connection.enable-https",
                "spring.temporal.connection.mtls.key-file",
                "spring.temporal.namespace",
                "spring.temporal.namespaces[0].connection.target",
                "temporal.task-queue",
                "temporary.host",
                "spring.data.redis.host",
                "fanout.dev.temporal-cli"
            })
    void leavesOtherPropertiesAlone(String property) {
        assertThat(Misspelling.among(List.of(property))).isEmpty();
    }

    private static ModeClues clues(@Nullable String mode, @Nullable String target, @Nullable String surroundings) {
        var words = surroundings == null ? List.<String>of() : List.of(surroundings.split(" ", 0));
        var cliSetting = words.stream().filter(word -> word.startsWith("cli=")).findFirst();
        return new ModeClues(
                mode,
                target,
                words.contains("stubs"),
                cliSetting.map(setting -> setting.substring("cli=".length())).orElse(null),
                words.contains("cli") ? Path.of("/bin/temporal") : null,
                words.contains("cloud") ? CloudPlatform.KUBERNETES : null,
                words.contains("test"),
                words.stream().filter(word -> word.contains(".")).toList());
    }
}
