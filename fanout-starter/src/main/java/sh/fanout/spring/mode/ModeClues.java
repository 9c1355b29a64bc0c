package sh.fanout.spring.mode;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

/**
 * What an application's surroundings tell about the mode it should run in.
 *
 * @param mode the text of {@code fanout.mode}, if it is set
 * @param target the text of {@code spring.temporal.connection.target}, if it is set; may be blank
 * @param ownStubs whether the application brings its own connection to Temporal as a bean
 * @param cliSetting the text of {@code fanout.dev.temporal-cli}, if it is set
 * @param cli the {@code temporal} command line tool: the one of the setting, else the first on the PATH
 * @param cloud the recognised cloud platform, if any
 * @param test whether a test is running
 * @param propertyNames every property that is set, in the spelling of its source
 */
public record ModeClues(
        @Nullable String mode,
        @Nullable String target,
        boolean ownStubs,
        @Nullable String cliSetting,
        @Nullable Path cli,
        @Nullable CloudPlatform cloud,
        boolean test,
        List<String> propertyNames) {

    public static final String TARGET = "spring.temporal.connection.target";
    static final String CLI = "fanout.dev.temporal-cli";

    private static final Pattern TEST_SUPPORT = Pattern.compile(
            "org\\.junit\\.(runners|platform)\\..*|org\\.testng\\..*|org\\.springframework\\.boot\\.test\\..*");

    public ModeClues {
        propertyNames = List.copyOf(propertyNames);
    }

    /**
     * Looks around: reads the environment, and searches the PATH.
     *
     * @param ownStubs whether there is a bean with a connection that Temporal's own starter did not make for tests
     */
    public static ModeClues of(ConfigurableEnvironment environment, boolean ownStubs) {
        var names = environment.getPropertySources().stream()
                .filter(source -> source instanceof EnumerablePropertySource<?>)
                .flatMap(source -> Stream.of(((EnumerablePropertySource<?>) source).getPropertyNames()))
                .toList();
        var cliSetting = environment.getProperty(CLI);
        var cloud = CloudPlatform.getActive(environment);
        return new ModeClues(
                environment.getProperty("fanout.mode"),
                environment.getProperty(TARGET),
                ownStubs,
                cliSetting,
                cliSetting == null ? onPath(environment.getProperty("PATH", "")) : program(cliSetting),
                cloud == CloudPlatform.NONE ? null : cloud,
                runsInTest(names),
                names);
    }

    // The property is there in every thread, but only with Boot's annotations; the stack shows plain JUnit tests too.
    private static boolean runsInTest(List<String> propertyNames) {
        return propertyNames.stream().anyMatch(name -> name.endsWith("TestContextBootstrapper"))
                || StackWalker.getInstance()
                        .walk(frames -> frames.map(StackWalker.StackFrame::getClassName)
                                .anyMatch(name -> TEST_SUPPORT.matcher(name).matches()));
    }

    private static @Nullable Path onPath(String path) {
        var name = DevProcess.ON_WINDOWS ? "temporal.exe" : "temporal";
        return Stream.of(path.split(Pattern.quote(File.pathSeparator), 0))
                .filter(folder -> !folder.isBlank())
                .map(folder -> new File(folder, name))
                .filter(ModeClues::isProgram)
                .findFirst()
                .map(File::toPath)
                .orElse(null);
    }

    private static @Nullable Path program(String file) {
        var program = new File(file);
        return isProgram(program) ? program.toPath() : null;
    }

    private static boolean isProgram(File file) {
        return file.isFile() && file.canExecute();
    }
}
