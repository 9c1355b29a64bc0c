package sh.fanout.filter;

import java.util.List;
import java.util.stream.Stream;

/** What is asked of one field by operators, all of which must hold; each further one asks more. Immutable. */
public final class Condition extends KeyedFilter implements Operators {

    private final List<String> path;
    private final List<String> operators;

    Condition(List<String> path, List<String> operators) {
        super(JsonText.nested(path, JsonText.list(operators)));
        this.path = path;
        this.operators = operators;
    }

    @Override
    public Condition ask(Operator operator) {
        return new Condition(
                path,
                Stream.concat(operators.stream(), Stream.of(operator.json())).toList());
    }
}
