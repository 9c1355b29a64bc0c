package sh.fanout.spring;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sh.fanout.operation.Operation;
import sh.fanout.operation.OperationItem;
import sh.fanout.operation.OperationItemQuery;
import sh.fanout.operation.OperationPace;
import sh.fanout.operation.OperationPage;
import sh.fanout.operation.OperationPlan;
import sh.fanout.operation.OperationProgress;
import sh.fanout.operation.OperationQuery;
import sh.fanout.operation.Operations;

/** The {@link Operations} that beans are given: those of the engine, while one runs. */
final class DeferredOperations implements Operations {

    private final RunningEngine engine;

    DeferredOperations(RunningEngine engine) {
        this.engine = engine;
    }

    @Override
    public String draft(OperationPlan plan, OperationPace pace, String who, String why) {
        return operations().draft(plan, pace, who, why);
    }

    @Override
    public void start(String id, String who, String why) {
        operations().start(id, who, why);
    }

    @Override
    public void pause(String id, String who, String why) {
        operations().pause(id, who, why);
    }

    @Override
    public void resume(String id, String who, String why) {
        operations().resume(id, who, why);
    }

    @Override
    public void changeRate(String id, @Nullable Double rate, String who, String why) {
        operations().changeRate(id, rate, who, why);
    }

    @Override
    public void cancel(String id, String who, String why) {
        operations().cancel(id, who, why);
    }

    @Override
    public OperationPage page(OperationQuery query) {
        return operations().page(query);
    }

    @Override
    public Optional<Operation> find(String id) {
        return operations().find(id);
    }

    @Override
    public List<OperationItem> items(OperationItemQuery query) {
        return operations().items(query);
    }

    @Override
    public Map<String, OperationProgress> progress(String id) {
        return operations().progress(id);
    }

    private Operations operations() {
        return engine.get("The operations were asked for").operations();
    }
}
