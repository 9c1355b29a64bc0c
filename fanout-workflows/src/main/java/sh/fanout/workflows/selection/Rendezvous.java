package sh.fanout.workflows.selection;

import static java.util.Comparator.comparingLong;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.function.Function;

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
        var text = group + '\0' + member + '\0' + key;
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Weighted<M>(M member, long weight) {}
}
