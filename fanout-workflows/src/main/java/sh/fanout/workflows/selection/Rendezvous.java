package sh.fanout.workflows.selection;

import static java.util.Comparator.comparingLong;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;
import sh.fanout.workflows.temporal.Sha256;

/**
 * Rendezvous hashing: each key has an order of its own among the members of a group. When a member leaves, only the keys
 * that it was the first for move, and they spread over all others; when it returns, exactly these come back.
 */
final class Rendezvous {

    private Rendezvous() {}

    /** The members in the order in which they are responsible for the key. */
    static <M> List<M> order(String group, String key, List<M> members, Function<M, String> name) {
        return members.stream()
                .map(member -> new Weighted<>(member, weight(group, name.apply(member), key)))
                .sorted(comparingLong(Weighted::weight))
                .<M>map(Weighted::member)
                .toList();
    }

    /** The same in every process and for ever: instances of different versions must agree. */
    private static long weight(String group, String member, String key) {
        return ByteBuffer.wrap(Sha256.of(group + '\0' + member + '\0' + key)).getLong();
    }

    private record Weighted<M>(M member, long weight) {}
}
