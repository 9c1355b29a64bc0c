package sh.fanout.spring.subscribe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import sh.fanout.ErrorCode;
import sh.fanout.Event;
import sh.fanout.EventType;
import sh.fanout.FanoutException;

/** Finds the {@link Event} classes of an application, and reads what their annotations say. */
public final class EventClasses {

    private final ResourceLoader resources;

    public EventClasses(ResourceLoader resources) {
        this.resources = resources;
    }

    /** The event types below some packages. */
    public List<EventType<?>> below(Collection<String> packages) {
        var scanner = new Scanner();
        scanner.setResourceLoader(resources);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Event.class, false));
        var types = new ArrayList<EventType<?>>();
        for (var name : new LinkedHashSet<>(packages)) {
            for (var candidate : scanner.findCandidateComponents(name)) {
                types.add(type(ClassUtils.resolveClassName(
                        String.valueOf(candidate.getBeanClassName()), resources.getClassLoader())));
            }
        }
        return types;
    }

    /** The event type that an annotated class defines, with the schema file that it names. */
    <T> EventType<T> type(Class<T> payloadType) {
        var type = defined(payloadType);
        var location = payloadType.getAnnotation(Event.class).schema();
        return location.isEmpty() ? type : type.schema(read(type, location));
    }

    private static <T> EventType<T> defined(Class<T> payloadType) {
        try {
            return EventType.of(payloadType);
        } catch (FanoutException e) {
            throw new FanoutException(
                    e.code(), "@Event of %s: %s".formatted(payloadType.getName(), e.problem()), e.hint(), e);
        }
    }

    private String read(EventType<?> type, String location) {
        var resource = resources.getResource(ResourceLoader.CLASSPATH_URL_PREFIX + location);
        try {
            return resource.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new FanoutException(
                    ErrorCode.INVALID_SCHEMA,
                    "The schema '%s' of event type '%s' is not on the class path.".formatted(location, type.id()),
                    "Put it below src/main/resources, or remove schema from @Event to derive it from %s."
                            .formatted(type.payloadType().getSimpleName()),
                    e);
        }
    }

    /** Finds sealed interfaces and abstract classes too: what is published is one of their records. */
    private static final class Scanner extends ClassPathScanningCandidateComponentProvider {

        Scanner() {
            super(false);
        }

        @Override
        protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
            return definition.getMetadata().isIndependent();
        }
    }
}
