package sh.fanout.workflows.catalog;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import sh.fanout.ErrorCode;
import sh.fanout.FanoutException;
import sh.fanout.RateLimitPolicy;
import sh.fanout.workflows.catalog.Declaration.LogHome;

/** What two services may not both say, and how much they may say together; each refusal names both places. */
final class Conflicts {

    private Conflicts() {}

    static void requireOneSchema(Declaration.Type declared, String service, @Nullable TypeEntry known) {
        if (known == null) {
            return;
        }
        var same = known.schemasOf(declared.version());
        var accepted = same.isEmpty()
                || same.stream()
                        .anyMatch(it -> it.hash().equals(declared.schemaHash())
                                || it.service().equals(service));
        if (!accepted) {
            var other = same.get(same.size() - 1);
            throw new FanoutException(
                    ErrorCode.CATALOG_CONFLICT,
                    "Event type '%s' version %s has two schemas: %s in service '%s', and %s in service '%s'."
                            .formatted(
                                    declared.id(),
                                    declared.version(),
                                    other.place(),
                                    other.service(),
                                    declared.place(),
                                    service),
                    "If '%s' only reads these events, remove its @Event and write @Subscribe(events = \"%s\"); if it publishes another shape, give it another version."
                            .formatted(service, declared.id()));
        }
    }

    static FanoutException twoServices(Declaration.Subscriber declared, String service, SubscriptionEntry known) {
        return new FanoutException(
                ErrorCode.CATALOG_CONFLICT,
                "Subscription '%s' is declared by two services: %s in '%s', and %s in '%s'."
                        .formatted(declared.id(), known.declared().place(), known.service(), declared.place(), service),
                "Rename one of them; or retire it, if its service is gone for good. Instances of one service share a spring.application.name.");
    }

    static void requireOneLog(LogHome declared, @Nullable LogHome known) {
        if (known == null
                || declared.shared()
                || declared.exclusive()
                || declared.identity().equals(known.identity())) {
            return;
        }
        throw new FanoutException(
                ErrorCode.EVENT_LOG_IN_USE,
                "The bus keeps its event log in %s; this instance would keep a part of it in %s."
                        .formatted(known.description(), declared.description()),
                "Set fanout.log.url on every instance, to a ClickHouse that they share; or, if this is the only instance and the old log may be left behind, fanout.single-node=true.");
    }

    static void requireOneTerms(Declaration.Type declared, String service, @Nullable TypeEntry known) {
        if (known == null || known.terms().service().equals(service)) {
            return;
        }
        var terms = known.terms();
        if (!Objects.equals(terms.rateLimit(), declared.rateLimit())) {
            throw twoTerms(
                    "rate limit", named(terms.rateLimit()), named(declared.rateLimit()), declared, service, terms);
        }
        if (!terms.stream().equals(declared.stream())) {
            throw twoTerms("stream", terms.stream(), declared.stream(), declared, service, terms);
        }
        if (terms.dlq() != declared.dlq()) {
            throw twoTerms("dlq setting", enabled(terms.dlq()), enabled(declared.dlq()), declared, service, terms);
        }
    }

    private static FanoutException twoTerms(
            String what, String known, String own, Declaration.Type declared, String service, TypeEntry.Terms terms) {
        return new FanoutException(
                ErrorCode.CATALOG_CONFLICT,
                "Event type '%s' has two %ss: %s by %s in service '%s', and %s by %s in service '%s'."
                        .formatted(
                                declared.id(),
                                what,
                                known,
                                terms.place(),
                                terms.service(),
                                own,
                                declared.place(),
                                service),
                "Give both the same %s, or let only one service define the type.".formatted(what));
    }

    private static String enabled(boolean dlq) {
        return dlq ? "enabled" : "not enabled";
    }

    private static String named(@Nullable RateLimitPolicy policy) {
        return policy == null ? "none" : policy.toString();
    }

    /** Says which limit a state breaks, before it would be refused by Temporal. */
    static FanoutException tooLarge(int bytes, int limit) {
        return new FanoutException(
                ErrorCode.CATALOG_FULL,
                "The catalog of the bus would take %d bytes, more than %d.".formatted(bytes, limit),
                "Split the bus: set fanout.bus to another name for a part of the services.");
    }
}
