package sh.fanout.dashboard.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sh.fanout.catalog.DefinedEventType;

/**
 * The schemas of a type.
 *
 * @param newest the one of its version that was accepted last; {@code null} if there is none
 * @param others all others, the later ones first
 */
public record Versions(DefinedEventType.@Nullable Schema newest, List<DefinedEventType.Schema> others) {

    public static Versions of(DefinedEventType type) {
        var schemas = type.schemas();
        var newest = last(schemas.stream()
                .filter(it -> it.version().equals(type.summary().version()))
                .toList());
        var others = schemas.stream().filter(it -> !it.equals(newest)).toList();
        var laterFirst = new ArrayList<>(others);
        Collections.reverse(laterFirst);
        return new Versions(newest, List.copyOf(laterFirst));
    }

    private static DefinedEventType.@Nullable Schema last(List<DefinedEventType.Schema> schemas) {
        return schemas.isEmpty() ? null : schemas.get(schemas.size() - 1);
    }
}
