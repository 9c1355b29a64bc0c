package sh.fanout.examples.verify;

import java.util.Set;

/** Which subscriptions an event is for: a rule of the scenario, not of the engine. */
interface Due {

    /** Those that must have it, by the lines of its publish. */
    Set<String> must(Published event);

    /** Those that may have it, the ones that must included. */
    Set<String> may(Published event);

    /** Every event is for the same subscriptions. */
    static Due always(String... subscriptions) {
        var all = Set.of(subscriptions);
        return new Due() {
            @Override
            public Set<String> must(Published event) {
                return all;
            }

            @Override
            public Set<String> may(Published event) {
                return all;
            }
        };
    }
}
