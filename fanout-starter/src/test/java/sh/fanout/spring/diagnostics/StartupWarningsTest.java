package sh.fanout.spring.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import sh.fanout.workflows.catalog.CatalogState;
import sh.fanout.workflows.catalog.Declaration;
import sh.fanout.workflows.catalog.Declaration.LogHome;

class StartupWarningsTest {

    private static final LogHome CLICKHOUSE = new LogHome("ch", "ClickHouse at db:8123", true, false);
    private static final LogHome FILE = new LogHome("f", "SQLite at events.db", false, false);

    @Test
    void tellAnOlderBuildWhoseWordCounts() {
        var first = build("1.4.0", CLICKHOUSE);
        var catalog = CatalogState.EMPTY.declare(first).declare(build("1.5.0", CLICKHOUSE));

        assertThat(warnings(first, catalog)).singleElement().asString().contains("1.4.0", "older than 1.5.0");
        assertThat(warnings(build("1.5.0", CLICKHOUSE), catalog)).isEmpty();
    }

    @Test
    void askForTheNameOfABuildWhereThereMayBeSeveral() {
        var guessed = build(StartupReport.UNVERSIONED + "0a1b2c3d", CLICKHOUSE);

        assertThat(warnings(guessed, CatalogState.EMPTY.declare(guessed)))
                .singleElement()
                .asString()
                .contains("fanout.build");
        var alone = build(StartupReport.UNVERSIONED + "0a1b2c3d", FILE);
        assertThat(warnings(alone, CatalogState.EMPTY.declare(alone))).isEmpty();
    }

    private static Declaration build(String build, LogHome log) {
        return new Declaration("shop", build, List.of(), List.of(), log);
    }

    private static List<String> warnings(Declaration own, CatalogState catalog) {
        return StartupWarnings.of(new StartupReport("", "", List.of(), own, catalog, null, null, null, null));
    }
}
