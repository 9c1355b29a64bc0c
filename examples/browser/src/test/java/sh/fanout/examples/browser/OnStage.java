package sh.fanout.examples.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one {@link Stage}, and lets none pass whose visitors had something to complain of. */
final class OnStage implements ParameterResolver, AfterEachCallback {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Stage.class;
    }

    @Override
    public Stage resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return stage(test);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        assertThat(stage(test).dismiss()).as("complaints of the browser").isEmpty();
    }

    private static Stage stage(ExtensionContext test) {
        return test.getRoot()
                .getStore(Namespace.create(OnStage.class))
                .computeIfAbsent(Stage.class, key -> Stage.open(), Stage.class);
    }
}
