package sh.fanout.workflows.delivery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a stack says about the application, apart from the libraries below and above it. */
final class Frames {

    private static final int MAX_CHAIN = 20;

    private static final List<String> LIBRARIES = List.of(
            "java.",
            "javax.",
            "jakarta.",
            "jdk.",
            "sun.",
            "com.sun.",
            "kotlin.",
            "kotlinx.",
            "groovy.",
            "org.springframework.",
            "org.apache.",
            "org.hibernate.",
            "org.eclipse.",
            "org.slf4j.",
            "org.postgresql.",
            "com.mysql.",
            "com.zaxxer.",
            "com.fasterxml.",
            "com.google.",
            "com.mongodb.",
            "ch.qos.logback.",
            "io.grpc.",
            "io.lettuce.",
            "io.micrometer.",
            "io.netty.",
            "io.temporal.",
            "net.bytebuddy.",
            "okhttp3.",
            "reactor.",
            "tools.jackson.",
            "sh.fanout.spring.",
            "sh.fanout.workflows.");

    private Frames() {}

    /** An exception with its causes, the innermost last. */
    static List<Throwable> chain(Throwable failure) {
        var chain = new ArrayList<Throwable>();
        for (Throwable next = failure; next != null && chain.size() < MAX_CHAIN; next = next.getCause()) {
            chain.add(next);
        }
        return chain;
    }

    /** The frames of an exception that are the application's own, in their order. */
    static List<StackTraceElement> ofApplication(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .filter(Frames::isOfApplication)
                .toList();
    }

    private static boolean isOfApplication(StackTraceElement frame) {
        var name = frame.getClassName();
        // Proxies have no lines of their own.
        return frame.getLineNumber() >= 0
                && !name.contains("$$")
                && !name.contains("$Proxy")
                && LIBRARIES.stream().noneMatch(name::startsWith);
    }
}
